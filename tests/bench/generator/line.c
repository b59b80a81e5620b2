/* The sockets: dialling, reading whole WebSocket frames, writing masked ones, waiting for any of them. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <err.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "generator.h"

enum { AT_ONCE = 256 * 1024, LONGEST = 16 * 1024 * 1024, EVENTS = 512 };
enum { CONTINUED = 0, TEXT = 1, CLOSE = 8, PING = 9, PONG = 10 };

static char incoming[LONGEST];
static struct sockaddr_in address;
static int poll_file;
static uint32_t random_state = 2463534242u;

static void read_line(struct person *person);
static int upgraded(struct person *person, const char *data, size_t length);
static size_t read_frames(struct person *person, char *data, size_t length, int64_t now);
static void heard_frame(struct person *person, int opcode, char *data, size_t length, int64_t now);
static void write_frame(struct person *person, int opcode, const char *data, size_t length);
static void write_bytes(struct person *person, const char *data, size_t length);
static void write_rest(struct person *person);
static void keep(struct bytes *bytes, const char *data, size_t length);
static void watch(struct person *person, int operation, int is_waiting);

void open_lines(void)
{
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    /* The kernel would let every wait last 50 microseconds longer. */
    prctl(PR_SET_TIMERSLACK, 1000);
    poll_file = epoll_create1(0);
    address = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(plan.port)};
    if (inet_pton(AF_INET, plan.host, &address.sin_addr) != 1)
        errx(1, "not an address: %s", plan.host);
}

void dial(struct person *person)
{
    char request[16384];
    person->dialled_at = now_us();
    person->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (person->fd < 0)
        err(1, "socket");
    setsockopt(person->fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
    person->stage = UPGRADING;
    person->held.length = person->out.length = 0;
    person->seq = 0;
    if (connect(person->fd, (struct sockaddr *)&address, sizeof address) < 0 && errno != EINPROGRESS)
        return hang_up(person);
    size_t length = snprintf(request, sizeof request,
                             "GET %s%s HTTP/1.1\r\nHost: localhost:%d\r\n"
                             "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n%s%s\r\n",
                             plan.path, person->query, plan.port, person->headers,
                             plan.protocol->headers);
    keep(&person->out, request, length);
    watch(person, EPOLL_CTL_ADD, 1);
}

/* Close without a word, as a phone that loses the line. */
void hang_up(struct person *person)
{
    if (person->fd >= 0)
        close(person->fd);
    person->fd = -1;
    person->stage = AWAY;
}

/* The kernel takes what comes, until it has no more room for it. */
void stop_reading(struct person *person)
{
    epoll_ctl(poll_file, EPOLL_CTL_DEL, person->fd, NULL);
}

void read_again(struct person *person)
{
    watch(person, EPOLL_CTL_ADD, 0);
}

void write_text(struct person *person, const char *text, size_t length)
{
    write_frame(person, TEXT, text, length);
}

/* Do what the sockets want, waiting for them at most so long. */
void wait_for_lines(int64_t microseconds)
{
    struct epoll_event events[EVENTS];
    if (microseconds < 0)
        microseconds = 0;
    struct timespec longest = {microseconds / 1000000, microseconds % 1000000 * 1000};
    int count = epoll_pwait2(poll_file, events, EVENTS, &longest, NULL);
    for (int i = 0; i < count; i++) {
        struct person *person = events[i].data.ptr;
        if (person->fd >= 0 && events[i].events & EPOLLOUT)
            write_rest(person);
        if (person->fd >= 0 && events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR))
            read_line(person);
    }
}

static void lose(struct person *person, const char *why)
{
    figures.gone++;
    trouble("gone:", why, strlen(why));
    hang_up(person);
}

static void read_line(struct person *person)
{
    size_t length = person->held.length;
    if (length)
        memcpy(incoming, person->held.data, length);
    size_t room = length + AT_ONCE < LONGEST ? AT_ONCE : LONGEST - length;
    ssize_t got = recv(person->fd, incoming + length, room, 0);
    int64_t now = now_us();
    if (got < 0 && errno == EAGAIN)
        return;
    if (got <= 0)
        return lose(person, got ? strerror(errno) : "closed");
    length += got;
    size_t done = person->stage == UPGRADING ? upgraded(person, incoming, length) : 0;
    if (person->fd >= 0 && person->stage != UPGRADING)
        done += read_frames(person, incoming + done, length - done, now);
    person->held.length = 0;
    if (person->fd >= 0)
        keep(&person->held, incoming + done, length - done);
}

/* The answer to the upgrade: how long its head was, 0 while it has not all come. */
static int upgraded(struct person *person, const char *data, size_t length)
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
    plan.protocol->begin(person);
    return end + 4 - data;
}

/* Hear every whole frame; how many bytes that were. */
static size_t read_frames(struct person *person, char *data, size_t length, int64_t now)
{
    size_t at = 0;
    while (length - at >= 2 && person->fd >= 0) {
        const unsigned char *head = (unsigned char *)data + at;
        size_t size = head[1] & 0x7F, start = 2;
        if (size >= 126) {
            int more = size == 126 ? 2 : 8;
            if (length - at < 2u + more)
                break;
            for (size = 0; start < 2u + more; start++)
                size = size << 8 | head[start];
        }
        if (head[1] & 0x80 || head[0] & 0x70 || size > LONGEST - AT_ONCE) {
            lose(person, "a masked, reserved or endless frame");
            break;
        }
        if (length - at - start < size)
            break;
        heard_frame(person, head[0] & 0x0F, data + at + start, size, now);
        at += start + size;
    }
    return at;
}

static void heard_frame(struct person *person, int opcode, char *data, size_t length, int64_t now)
{
    switch (opcode) {
    case TEXT:
        return plan.protocol->hear(person, data, length, now);
    case CONTINUED:
        /* None of the servers cuts a message into frames; whatever is in it would be lost. */
        return trouble("a message in parts", "", 0);
    case CLOSE:
        return lose(person, "closed by the server");
    case PING:
        return write_frame(person, PONG, data, length);
    }
}

static void write_frame(struct person *person, int opcode, const char *data, size_t length)
{
    static char frame[65536 + 8];
    size_t at = 2;
    if (person->fd < 0)
        return;
    if (length > 65535)
        errx(1, "a client says nothing that long");
    frame[0] = 0x80 | opcode;
    frame[1] = 0x80 | (length < 126 ? length : 126);
    if (length >= 126) {
        frame[at++] = length >> 8;
        frame[at++] = length;
    }
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    char *mask = memcpy(frame + at, &random_state, 4);
    at += 4;
    for (size_t i = 0; i < length; i++)
        frame[at + i] = data[i] ^ mask[i & 3];
    write_bytes(person, frame, at + length);
}

static void write_bytes(struct person *person, const char *data, size_t length)
{
    ssize_t sent = person->out.length ? 0 : send(person->fd, data, length, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN)
        return lose(person, strerror(errno));
    if (sent < 0)
        sent = 0;
    if ((size_t)sent == length)
        return;
    if (!person->out.length)
        watch(person, EPOLL_CTL_MOD, 1);
    keep(&person->out, data + sent, length - sent);
}

static void write_rest(struct person *person)
{
    ssize_t sent = send(person->fd, person->out.data, person->out.length, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN)
        return lose(person, strerror(errno));
    if (sent <= 0)
        return;
    person->out.length -= sent;
    memmove(person->out.data, person->out.data + sent, person->out.length);
    if (!person->out.length)
        watch(person, EPOLL_CTL_MOD, 0);
}

static void keep(struct bytes *bytes, const char *data, size_t length)
{
    if (bytes->length + length > bytes->room) {
        bytes->room = (bytes->length + length) * 2;
        bytes->data = realloc(bytes->data, bytes->room);
    }
    if (length)
        memcpy(bytes->data + bytes->length, data, length);
    bytes->length += length;
}

static void watch(struct person *person, int operation, int is_waiting)
{
    struct epoll_event event = {.events = EPOLLIN | (is_waiting ? EPOLLOUT : 0), .data.ptr = person};
    if (epoll_ctl(poll_file, operation, person->fd, &event) < 0)
        err(1, "epoll_ctl");
}
