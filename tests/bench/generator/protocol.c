/* Engine.IO 4 and Socket.IO 5 as a client speaks them, and the marks by which a message is known again. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "generator.h"

/* A mark: a sign that stands nowhere else, then in hex the sender, the number and the microsecond. */
enum { SIGN = '~', SENDER = 4, NUMBER = 7, TIME = 13, MARK = 1 + SENDER + NUMBER + TIME };
static const char HEX[] = "0123456789abcdef";

int steps_awaited;
void (*when_complete)(struct room *room);

static void hear_event(struct person *person, const char *data, size_t length, int64_t now);
static void hear_ack(struct person *person, const char *data, size_t length, int64_t now);
static void hear_number(struct person *person, const char *data, size_t length);
static void hear_mark(struct person *person, const char *mark, int64_t now);
static void arrived(struct person *sender, uint32_t number, int is_refused);
static size_t filled_in(char *out, const char *event, const char *id, const char *text);
static uint64_t from_hex(const char *digits, int count);
static void to_hex(char *out, uint64_t value, int count);

/* The answer to the upgrade: how long its head was, 0 while it has not all come. */
int began_to_speak(struct person *person, const char *data, size_t length)
{
    const char *end = memmem(data, length, "\r\n\r\n", 4);
    if (!end)
        return 0;
    if (length < 12 || memcmp(data + 8, " 101", 4)) {
        trouble("no upgrade:", data, length < 80 ? length : 80);
        hang_up(person);
        return 0;
    }
    person->stage = OPENING;
    return end + 4 - data;
}

void hear(struct person *person, const char *data, size_t length, int64_t now)
{
    char kind = length ? data[0] : 0, inner = length > 1 ? data[1] : 0;
    if (kind == '4' && inner == '2')
        hear_event(person, data, length, now);
    else if (kind == '4' && inner == '3')
        hear_ack(person, data, length, now);
    else if (kind == '2')
        write_text(person, "3", 1);
    else if (kind == '0' && person->stage == OPENING) {
        char hello[4096];
        write_text(person, hello, snprintf(hello, sizeof hello, "40%s", person->auth));
        person->stage = CONNECTING;
    } else if (kind == '4' && inner == '0') {
        char join[4096];
        write_text(person, join, snprintf(join, sizeof join, "42%d%s", JOIN_ACK, plan.join));
        person->stage = JOINING;
    } else if (kind != '6') {
        trouble("told:", data, length < 80 ? length : 80);
        figures.gone++;
        hang_up(person);
    }
}

void say_step(struct person *person, int number)
{
    char id[32], event[4096];
    snprintf(id, sizeof id, "step-%04x-%d", person->index, number);
    size_t at = sprintf(event, "42%d", FIRST_STEP_ACK + number);
    at += filled_in(event + at, plan.steps[number].event, id, "");
    steps_awaited++;
    write_text(person, event, at);
}

/* The latency counts from `intended`, also when we are late ourselves. */
void say_message(struct person *person, int64_t intended)
{
    char id[16], text[1024], event[4096];
    uint32_t number = ++person->sent;
    person->arrivals[number % UNDER_WAY] = 0;
    text[0] = SIGN;
    to_hex(text + 1, person->index, SENDER);
    to_hex(text + 1 + SENDER, number, NUMBER);
    to_hex(text + 1 + SENDER + NUMBER, intended, TIME);
    memset(text + MARK, 'x', sizeof text - MARK);
    text[plan.text_length > MARK ? plan.text_length : MARK] = 0;
    memcpy(id, text + 1, SENDER + NUMBER);
    id[SENDER + NUMBER] = 0;
    size_t at = sprintf(event, "42%u", FIRST_MESSAGE_ACK + number);
    at += filled_in(event + at, plan.say, id, text);
    figures.sent++;
    figures.due += plan.rooms[person->room].count;
    write_text(person, event, at);
}

/* One event may carry several messages. */
static void hear_event(struct person *person, const char *data, size_t length, int64_t now)
{
    const char *at = data, *end = data + length;
    figures.bytes += length;
    figures.frames++;
    if (length > 10 && !memcmp(data, "42[\"behind", 10))
        figures.behind++;
    hear_number(person, data, length);
    while (at < end && (at = memchr(at, SIGN, end - at))) {
        if (end - at < MARK)
            break;
        hear_mark(person, at, now);
        at += MARK;
    }
}

/* A room that numbers its updates: each comes after the one before, whoever wrote what is in it. */
static void hear_number(struct person *person, const char *data, size_t length)
{
    const char *found = memmem(data, length < 80 ? length : 80, "\"seq\":", 6);
    uint64_t seq = found ? strtoull(found + 6, NULL, 10) : 0;
    if (!found)
        return;
    figures.reordered += seq <= person->seq;
    person->seq = seq;
}

static void hear_mark(struct person *person, const char *mark, int64_t now)
{
    uint64_t index = from_hex(mark + 1, SENDER), number = from_hex(mark + 1 + SENDER, NUMBER);
    int64_t intended = from_hex(mark + 1 + SENDER + NUMBER, TIME);
    struct person *sender = plan.people + index;
    if (index >= (uint64_t)plan.people_count || sender->room != person->room) {
        figures.strays++;
        return;
    }
    uint32_t *last = person->heard + sender->place;
    if (number <= *last) {
        figures.repeated++;
        return;
    }
    figures.lost += number - *last - 1;
    *last = number;
    figures.deliveries++;
    figures.last_arrival = now;
    note(&figures.delivery, now - intended);
    arrived(sender, number, 0);
}

static void hear_ack(struct person *person, const char *data, size_t length, int64_t now)
{
    uint32_t number = strtoul(data + 2, NULL, 10);
    int is_refused = !memmem(data, length < 200 ? length : 200, "\"ok\":true", 9);
    if (is_refused) {
        figures.refused++;
        trouble("refused:", data, length < 120 ? length : 120);
    }
    if (number >= FIRST_MESSAGE_ACK) {
        figures.acked += !is_refused;
        figures.due -= is_refused ? plan.rooms[person->room].count : 0;
        figures.last_arrival = now;
        arrived(person, number - FIRST_MESSAGE_ACK, is_refused);
    } else if (number >= FIRST_STEP_ACK)
        steps_awaited--;
    else if (is_refused)
        hang_up(person);
    else {
        person->stage = JOINED;
        figures.joined++;
        figures.last_arrival = now;
        note(&figures.join, now - person->dialled_at);
    }
}

/* A message is complete when everybody in the room has it and its sender knows. */
static void arrived(struct person *sender, uint32_t number, int is_refused)
{
    struct room *room = plan.rooms + sender->room;
    if ((++sender->arrivals[number % UNDER_WAY] == room->count + 1 || is_refused) && when_complete)
        when_complete(room);
}

static size_t filled_in(char *out, const char *event, const char *id, const char *text)
{
    char *at = out;
    while (*event) {
        const char *what = !strncmp(event, "$id", 3) ? id : !strncmp(event, "$text", 5) ? text : NULL;
        if (!what) {
            *at++ = *event++;
            continue;
        }
        at = stpcpy(at, what);
        event += what == id ? 3 : 5;
    }
    return at - out;
}

static uint64_t from_hex(const char *digits, int count)
{
    uint64_t value = 0;
    for (int i = 0; i < count; i++)
        value = value << 4 | ((digits[i] & 15) + (digits[i] >> 6) * 9);
    return value;
}

static void to_hex(char *out, uint64_t value, int count)
{
    while (count--) {
        out[count] = HEX[value & 15];
        value >>= 4;
    }
}
