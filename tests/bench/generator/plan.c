/* The plan: a line for each thing, its name first, what belongs to it after a space. */
#define _GNU_SOURCE
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "generator.h"

struct plan plan = {.protocol = &socketio,
                    .host = "127.0.0.1",
                    .path = "/socket.io/?EIO=4&transport=websocket",
                    .text_length = 100};

static void add_person(char *fields);
static void add_step(char *fields);
static void fill_rooms(void);

/* Lines: protocol socketio|xmpp, host, port, path, text_length, join EVENT, catch_up EVENT, say EVENT (with $id
 * and $text), step leader|guests EVENT, and person ROOM<tab>COOKIE<tab>ORIGIN<tab>AUTH<tab>QUERY, the last of
 * which comes after the path. The first person of a room is its leader, the second one is the other leader;
 * neither is a guest. */
void read_plan(const char *path)
{
    FILE *file = fopen(path, "r");
    if (!file)
        err(1, "%s", path);
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, file) > 0) {
        line[strcspn(line, "\n")] = 0;
        char *rest = strchr(line, ' ');
        if (!rest)
            continue;
        *rest++ = 0;
        if (!strcmp(line, "protocol"))
            plan.protocol = strcmp(rest, "xmpp") ? &socketio : &xmpp;
        else if (!strcmp(line, "host"))
            plan.host = strdup(rest);
        else if (!strcmp(line, "port"))
            plan.port = atoi(rest);
        else if (!strcmp(line, "path"))
            plan.path = strdup(rest);
        else if (!strcmp(line, "text_length"))
            plan.text_length = atoi(rest);
        else if (!strcmp(line, "join"))
            plan.join = strdup(rest);
        else if (!strcmp(line, "say"))
            plan.say = strdup(rest);
        else if (!strcmp(line, "catch_up"))
            plan.catch_up = strdup(rest);
        else if (!strcmp(line, "step"))
            add_step(rest);
        else if (!strcmp(line, "person"))
            add_person(rest);
        else
            errx(1, "unknown in the plan: %s", line);
    }
    free(line);
    fclose(file);
    fill_rooms();
}

static void add_step(char *fields)
{
    char *who = strsep(&fields, " ");
    if (!fields || plan.steps_count == MOST_STEPS)
        errx(1, "one step too many, or without an event");
    plan.steps[plan.steps_count++] = (struct step){strcmp(who, "leader") ? GUESTS : LEADER, strdup(fields)};
}

static void add_person(char *fields)
{
    if (plan.people_count % 256 == 0)
        plan.people = realloc(plan.people, (plan.people_count + 256) * sizeof *plan.people);
    struct person *person = plan.people + plan.people_count;
    memset(person, 0, sizeof *person);
    person->index = plan.people_count++;
    person->fd = -1;
    person->room = atoi(strsep(&fields, "\t"));
    char *cookie = strsep(&fields, "\t"), *origin = strsep(&fields, "\t");
    char *auth = strsep(&fields, "\t");
    person->auth = strdup(auth ? auth : "");
    person->query = strdup(fields ? fields : "");
    if (asprintf(&person->headers, "%s%s%s%s%s%s", *cookie ? "Cookie: " : "", cookie, *cookie ? "\r\n" : "",
                 *origin ? "Origin: " : "", origin, *origin ? "\r\n" : "") < 0)
        err(1, "headers");
    if (person->room >= plan.rooms_count)
        plan.rooms_count = person->room + 1;
}

static void fill_rooms(void)
{
    plan.rooms = calloc(plan.rooms_count, sizeof *plan.rooms);
    for (int i = 0; i < plan.people_count; i++)
        plan.rooms[plan.people[i].room].count++;
    for (int i = 0; i < plan.people_count; i++) {
        struct person *person = plan.people + i;
        struct room *room = plan.rooms + person->room;
        if (!room->members)
            room->members = calloc(room->count, sizeof *room->members);
        while (room->members[person->place])
            person->place++;
        room->members[person->place] = person;
        person->heard = calloc(room->count, sizeof *person->heard);
        person->arrivals = calloc(UNDER_WAY, 1);
    }
}
