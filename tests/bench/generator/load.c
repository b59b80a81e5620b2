/* The phases: coming, being seated, writing as fast as it goes, writing at a set pace, leaving. */
#include <math.h>

#include "generator.h"

/* What has not arrived so long after the last message was sent is lost, in microseconds. */
static const int64_t PATIENCE = 15000000;
static int64_t until;

static void say_next(struct room *room, int64_t intended);
static void keep_in_flight(struct room *room);
static void drain(void);
static uint64_t missing(struct person *person);
static int64_t seconds_from_now(double seconds);

/* All at once, and then until everybody is in or has been turned away. */
void connect_everybody(double seconds)
{
    int64_t limit = seconds_from_now(seconds);
    int waiting = 1;
    for (int i = 0; i < plan.people_count; i++)
        if (plan.people[i].stage == AWAY)
            dial(plan.people + i);
    while (waiting && now_us() < limit) {
        wait_for_lines(100000);
        waiting = 0;
        for (int i = 0; i < plan.people_count && !waiting; i++)
            waiting = plan.people[i].stage != AWAY && plan.people[i].stage != JOINED;
    }
    for (int i = 0; i < plan.people_count; i++)
        if (plan.people[i].stage != JOINED) {
            figures.failed++;
            hang_up(plan.people + i);
        }
}

/* Each step by all whom it concerns, and answered to all of them before the next one. */
void seat_everybody(void)
{
    for (int number = 0; number < plan.steps_count; number++) {
        for (int i = 0; i < plan.people_count; i++) {
            int who = plan.people[i].place == 0 ? LEADER : plan.people[i].place == 1 ? -1 : GUESTS;
            if (plan.people[i].stage == JOINED && who == plan.steps[number].who)
                say_step(plan.people + i, number);
        }
        int64_t limit = seconds_from_now(60);
        while (steps_awaited > 0 && now_us() < limit)
            wait_for_lines(100000);
        if (steps_awaited)
            trouble("steps unanswered", "", 0);
        steps_awaited = 0;
    }
    sit(.5);
}

/* Everybody's line is cut at the same moment. */
void leave(void)
{
    for (int i = 0; i < plan.people_count; i++)
        hang_up(plan.people + i);
}

/* Closed loop: as soon as one message is complete its room's next person writes. */
void saturate(double seconds, int in_flight)
{
    until = seconds_from_now(seconds);
    when_complete = keep_in_flight;
    for (int i = 0; i < plan.rooms_count; i++)
        for (int j = 0; j < in_flight; j++)
            say_next(plan.rooms + i, now_us());
    while (now_us() < until)
        wait_for_lines(until - now_us());
    when_complete = 0;
    drain();
}

/* Open loop: evenly spaced over all rooms, whether the server keeps up or not. */
void trickle(double seconds, double rate)
{
    int64_t begin = now_us(), total = seconds * rate;
    for (int64_t i = 0; i < total; i++) {
        int64_t intended = begin + llround(i * 1e6 / rate), now;
        while ((now = now_us()) < intended)
            wait_for_lines(intended - now);
        note(&figures.lateness, now - intended);
        say_next(plan.rooms + i % plan.rooms_count, intended);
        /* When we are late ourselves, what has arrived is still read between two messages. */
        if (i % 64 == 63)
            wait_for_lines(0);
    }
    drain();
}

/* Be there, and answer pings. */
void sit(double seconds)
{
    int64_t limit = seconds_from_now(seconds);
    while (now_us() < limit)
        wait_for_lines(limit - now_us());
}

/* The last one of each room reads nothing any more, not even a ping. */
void deafen(void)
{
    for (int i = 0; i < plan.rooms_count; i++) {
        struct room *room = plan.rooms + i;
        struct person *person = room->members[room->count - 1];
        person->is_deaf = room->deaf = 1;
        stop_reading(person);
    }
}

/* They read again, come back if they were cut, and catch up if they are told to, until they miss nothing. */
void hark(double seconds)
{
    int64_t limit = seconds_from_now(seconds);
    for (int i = 0; i < plan.people_count; i++)
        if (plan.people[i].is_deaf)
            read_again(plan.people + i);
    do {
        wait_for_lines(100000);
        figures.missing = 0;
        for (int i = 0; i < plan.people_count; i++) {
            struct person *person = plan.people + i;
            if (person->is_deaf && person->stage == AWAY) {
                person->missed = 1;
                dial(person);
            }
            figures.missing += person->is_deaf ? missing(person) : 0;
        }
    } while (figures.missing && now_us() < limit);
    for (int i = 0; i < plan.people_count; i++)
        plan.people[i].is_deaf = plan.rooms[plan.people[i].room].deaf = 0;
}

static void keep_in_flight(struct room *room)
{
    int64_t now = now_us();
    if (now < until)
        say_next(room, now);
}

static void say_next(struct room *room, int64_t intended)
{
    for (int tries = 0; tries < room->count; tries++) {
        struct person *person = room->members[room->turn++ % room->count];
        if (person->stage == JOINED && !person->is_deaf)
            return say_message(person, intended);
    }
}

static void drain(void)
{
    int64_t limit = now_us() + PATIENCE;
    while (figures.acked + figures.refused < figures.sent || figures.deliveries < figures.due) {
        if (now_us() > limit)
            return trouble("something never came", "", 0);
        wait_for_lines(20000);
    }
}

/* How many of the messages of its room somebody has not heard of. */
static uint64_t missing(struct person *person)
{
    uint64_t count = 0;
    for (int i = 0; i < plan.rooms[person->room].count; i++)
        count += plan.rooms[person->room].members[i]->sent - person->heard[i];
    return count;
}

static int64_t seconds_from_now(double seconds)
{
    return now_us() + (int64_t)(seconds * 1e6);
}
