/* A lean load generator for rooms over Socket.IO or XMPP: one thread, one epoll, no libraries. */
#ifndef GENERATOR_H
#define GENERATOR_H

#include <stddef.h>
#include <stdint.h>

/* Acknowledgement numbers: the join, the steps that seat a room, catching up, and the messages after them. */
enum { JOIN_ACK = 0, FIRST_STEP_ACK = 1, CATCH_UP_ACK = 900, FIRST_MESSAGE_ACK = 1000 };

/* So many messages of one person may be under way at a time. */
enum { UNDER_WAY = 4096 };

enum stage { AWAY, UPGRADING, OPENING, CONNECTING, JOINING, JOINED };

struct bytes {
    char *data;
    size_t length, room;
};

struct person {
    int index, room, place;
    char *headers, *auth, *query;
    int fd;
    int is_deaf; /* reads nothing for the time being */
    int missed;  /* has been away or told that it was left out: catching up shows how far it has come */
    enum stage stage;
    int64_t dialled_at;
    struct bytes held; /* of a frame that has not come whole */
    struct bytes out;  /* what the socket did not take */
    uint32_t sent;     /* number of the last message */
    uint64_t seq;      /* where a room that numbers its updates is, as this line was told */
    uint32_t *heard;   /* of everybody in the room, by place: number of the last message heard */
    uint8_t *arrivals; /* of each message under way: how many have it, and the acknowledgement */
};

struct room {
    struct person **members;
    int count, deaf, turn;
    long seq; /* the highest number that anybody's message was answered with */
};

enum { LEADER, GUESTS, MOST_STEPS = 16 };

struct step {
    int who;
    char *event;
};

struct protocol;

struct plan {
    const struct protocol *protocol;
    char *host, *path, *join, *say, *catch_up;
    int port, text_length;
    struct person *people;
    struct room *rooms;
    struct step steps[MOST_STEPS];
    int people_count, rooms_count, steps_count;
};

extern struct plan plan;

/* plan.c */
void read_plan(const char *path);

/* figures.c */
struct histogram {
    uint64_t counts[64 * 64], total, most;
};

struct figures {
    uint64_t joined, failed, sent, acked, refused, due, deliveries, bytes, frames;
    uint64_t lost, repeated, reordered, strays, behind, gone, caught_up, missing;
    int64_t began, last_arrival;
    double cpu_began;
    struct histogram delivery, join, lateness;
    char trouble[200];
};

extern struct figures figures;

int64_t now_us(void);
void begin_figures(void);
void note(struct histogram *histogram, int64_t microseconds);
void trouble(const char *what, const char *detail, size_t length);
void print_figures(const char *phase);

/* line.c */
void open_lines(void);
void dial(struct person *person);
void hang_up(struct person *person);
void stop_reading(struct person *person);
void read_again(struct person *person);
void write_text(struct person *person, const char *text, size_t length);
void wait_for_lines(int64_t microseconds);

/* marks.c */
extern void (*when_complete)(struct room *room);
void say_message(struct person *person, int64_t intended);
void joined(struct person *person, int64_t now);
void hear_marks(struct person *person, const char *data, size_t length, int64_t now, int shows_again);
void arrived(struct person *sender, uint32_t number, int is_refused);
size_t filled_in(char *out, const char *event, const char *id, const char *text);

/* socketio.c, xmpp.c */
struct protocol {
    const char *headers;                 /* more lines for the upgrade */
    void (*begin)(struct person *person); /* the line is open */
    void (*hear)(struct person *person, const char *data, size_t length, int64_t now);
    void (*say)(struct person *person, uint32_t number, const char *id, const char *text);
};
extern const struct protocol socketio, xmpp;
extern int steps_awaited;
void say_step(struct person *person, int number);

/* load.c */
void connect_everybody(double seconds);
void seat_everybody(void);
void leave(void);
void saturate(double seconds, int in_flight);
void trickle(double seconds, double rate);
void sit(double seconds);
void deafen(void);
void hark(double seconds);

#endif
