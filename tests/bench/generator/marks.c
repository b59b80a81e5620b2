/* The marks by which a message is known again, whatever the protocol, and what is counted by them. */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>

#include "generator.h"

/* A mark: a sign that stands nowhere else, then in hex the sender, the number and the microsecond. */
enum { SIGN = '~', SENDER = 4, NUMBER = 7, TIME = 13, MARK = 1 + SENDER + NUMBER + TIME };
static const char HEX[] = "0123456789abcdef";

void (*when_complete)(struct room *room);

static void hear_mark(struct person *person, const char *mark, int64_t now, int shows_again);
static uint64_t from_hex(const char *digits, int count);
static void to_hex(char *out, uint64_t value, int count);

/* The latency counts from `intended`, also when we are late ourselves. */
void say_message(struct person *person, int64_t intended)
{
    char id[16], text[1024];
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
    figures.sent++;
    figures.due += plan.rooms[person->room].count - plan.rooms[person->room].deaf;
    plan.protocol->say(person, number, id, text);
}

void joined(struct person *person, int64_t now)
{
    person->stage = JOINED;
    figures.joined++;
    figures.last_arrival = now;
    note(&figures.join, now - person->dialled_at);
}

/* One event may carry several messages. One that shows everything anew repeats none by that. */
void hear_marks(struct person *person, const char *data, size_t length, int64_t now, int shows_again)
{
    const char *at = data, *end = data + length;
    figures.bytes += length;
    figures.frames++;
    while (at < end && (at = memchr(at, SIGN, end - at)) && end - at >= MARK) {
        hear_mark(person, at, now, shows_again);
        at += MARK;
    }
}

static void hear_mark(struct person *person, const char *mark, int64_t now, int shows_again)
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
        figures.repeated += !shows_again;
        return;
    }
    figures.lost += number - *last - 1;
    *last = number;
    figures.deliveries++;
    figures.last_arrival = now;
    note(&figures.delivery, now - intended);
    arrived(sender, number, 0);
}

/* A message is complete when everybody in the room has it and its sender knows. */
void arrived(struct person *sender, uint32_t number, int is_refused)
{
    struct room *room = plan.rooms + sender->room;
    if ((++sender->arrivals[number % UNDER_WAY] == room->count - room->deaf + 1 || is_refused) && when_complete)
        when_complete(room);
}

/* The event with what stands for `$id` and `$text` in it; how long that is. */
size_t filled_in(char *out, const char *event, const char *id, const char *text)
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
