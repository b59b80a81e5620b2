/* Engine.IO 4 and Socket.IO 5 as a client speaks them. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "generator.h"

int steps_awaited;

static void begin(struct person *person);
static void hear(struct person *person, const char *data, size_t length, int64_t now);
static void say(struct person *person, uint32_t number, const char *id, const char *text);
static void hear_event(struct person *person, const char *data, size_t length, int64_t now);
static void hear_number(struct person *person, const char *data, size_t length);
static void hear_ack(struct person *person, const char *data, size_t length, int64_t now);
static void ask_to_catch_up(struct person *person);
static void catch_up(struct person *person, const char *data, size_t length);
static long numbered(const char *data, size_t length);

const struct protocol socketio = {"", begin, hear, say};

/* The server speaks first. */
static void begin(struct person *person)
{
    (void)person;
}

static void hear(struct person *person, const char *data, size_t length, int64_t now)
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

static void say(struct person *person, uint32_t number, const char *id, const char *text)
{
    char event[4096];
    size_t at = sprintf(event, "42%u", FIRST_MESSAGE_ACK + number);
    at += filled_in(event + at, plan.say, id, text);
    write_text(person, event, at);
}

/* One event may carry several messages. */
static void hear_event(struct person *person, const char *data, size_t length, int64_t now)
{
    if (length > 10 && !memcmp(data, "42[\"behind", 10)) {
        figures.behind++;
        ask_to_catch_up(person);
    }
    hear_number(person, data, length);
    /* Whose sight has changed is sent the whole view. */
    int shows_again = memmem(data, length < 200 ? length : 200, "\"view\":", 7) != NULL;
    hear_marks(person, data, length, now, shows_again);
}

/* A room that numbers its updates: each comes after the one before, whoever wrote what is in it. */
static void hear_number(struct person *person, const char *data, size_t length)
{
    long seq = numbered(data, length < 80 ? length : 80);
    if (seq < 0)
        return;
    figures.reordered += (uint64_t)seq <= person->seq;
    person->seq = seq;
}

static void hear_ack(struct person *person, const char *data, size_t length, int64_t now)
{
    uint32_t number = strtoul(data + 2, NULL, 10);
    struct room *room = plan.rooms + person->room;
    int is_refused = !memmem(data, length < 200 ? length : 200, "\"ok\":true", 9);
    if (is_refused) {
        figures.refused++;
        trouble("refused:", data, length < 120 ? length : 120);
    }
    if (number >= FIRST_MESSAGE_ACK) {
        figures.acked += !is_refused;
        figures.due -= is_refused ? room->count - room->deaf : 0;
        figures.last_arrival = now;
        if (room->deaf && numbered(data, length) > room->seq)
            room->seq = numbered(data, length);
        arrived(person, number - FIRST_MESSAGE_ACK, is_refused);
    } else if (number == CATCH_UP_ACK)
        catch_up(person, data, length);
    else if (number >= FIRST_STEP_ACK)
        steps_awaited--;
    else if (is_refused)
        hang_up(person);
    else {
        if (person->missed)
            catch_up(person, data, length);
        joined(person, now);
    }
}

static void ask_to_catch_up(struct person *person)
{
    char event[4096];
    if (!person->is_deaf || !plan.catch_up)
        return;
    person->missed = 1;
    write_text(person, event, sprintf(event, "42%d%s", CATCH_UP_ACK, plan.catch_up));
}

/* The answer says how far the room has come. Is that as far as anybody was told, all of it can be had. */
static void catch_up(struct person *person, const char *data, size_t length)
{
    struct room *room = plan.rooms + person->room;
    if (numbered(data, length) < room->seq)
        return trouble("caught up too little:", data, length < 80 ? length : 80);
    for (int i = 0; i < room->count; i++)
        person->heard[i] = room->members[i]->sent;
    person->missed = 0;
    figures.caught_up++;
}

/* The first `seq` of an answer; -1 for servers that number nothing. */
static long numbered(const char *data, size_t length)
{
    const char *at = memmem(data, length, "\"seq\":", 6);
    return at ? atol(at + 6) : -1;
}
