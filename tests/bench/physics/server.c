/* server PORT: what the kernel asks of any server that gives everybody each message by a send of its own.
 *
 * The least of Engine.IO and Socket.IO that the load generator needs, one thread, one epoll, no libraries.
 * Nobody is asked who they are, nothing is kept, nothing is joined: the floor for all who do more. It trusts
 * the generator, and a member whose socket is full loses the message. */
#define _GNU_SOURCE
#include <err.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum { MOST = 16384, EVENTS = 512, IN = 65536, ROOMS = 4096, SEATS = 256, NOBODY = -1 };

struct line {
    int fd, room, is_upgraded, held_length;
    char *held; /* of what has not come whole */
};

static struct room {
    int members[SEATS], count;
    unsigned last;
} rooms[ROOMS];
static struct line *lines[MOST];
static char incoming[IN * 2];

static void greet(int listener, int poll_file);
static void take(struct line *line);
static size_t upgrade(struct line *line, const char *data, size_t length);
static size_t hear_frames(struct line *line, char *data, size_t length);
static void hear(struct line *line, char *text, size_t length);
static void chat(struct line *line, const char *id, const char *text, size_t length);
static void tell(int fd, const char *text, size_t length);
static size_t framed(char *frame, const char *text, size_t length);
static void lose(struct line *line);

int main(int count, char **arguments)
{
    if (count != 2)
        errx(2, "usage: server PORT");
    struct rlimit files = {MOST, MOST};
    setrlimit(RLIMIT_NOFILE, &files);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(arguments[1]))};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), poll_file = epoll_create1(0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
    if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 4096) < 0)
        err(1, "port %s", arguments[1]);
    struct epoll_event event = {.events = EPOLLIN}, events[EVENTS];
    epoll_ctl(poll_file, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        int ready = epoll_wait(poll_file, events, EVENTS, -1);
        for (int i = 0; i < ready; i++)
            if (events[i].data.ptr)
                take(events[i].data.ptr);
            else
                greet(listener, poll_file);
    }
}

static void greet(int listener, int poll_file)
{
    int fd;
    while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        if (fd >= MOST)
            errx(1, "more people than this server has room for");
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
        struct line *line = lines[fd] = calloc(1, sizeof *line);
        *line = (struct line){.fd = fd, .room = NOBODY};
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = line};
        epoll_ctl(poll_file, EPOLL_CTL_ADD, fd, &event);
    }
}

static void take(struct line *line)
{
    size_t length = line->held_length, done = 0;
    if (length)
        memcpy(incoming, line->held, length);
    ssize_t got = recv(line->fd, incoming + length, IN - length, 0);
    if (got <= 0) {
        if (got == 0 || errno != EAGAIN)
            lose(line);
        return;
    }
    length += got;
    int fd = line->fd;
    if (!line->is_upgraded)
        done = upgrade(line, incoming, length);
    if (lines[fd] && line->is_upgraded)
        done += hear_frames(line, incoming + done, length - done);
    if (!lines[fd])
        return;
    line->held_length = length - done;
    if (line->held_length) {
        line->held = realloc(line->held, line->held_length);
        memcpy(line->held, incoming + done, line->held_length);
    }
}

/* The generator always asks with the key of RFC 6455's example. Others are only told that we are here. */
static size_t upgrade(struct line *line, const char *data, size_t length)
{
    static const char yes[] = "HTTP/1.1 101 Switching Protocols\r\n"
                              "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                              "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
    static const char no[] = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    static const char hello[] = "0{\"sid\":\"x\",\"upgrades\":[],\"pingInterval\":3600000,"
                                "\"pingTimeout\":3600000,\"maxPayload\":100000}";
    const char *end = memmem(data, length, "\r\n\r\n", 4);
    if (!end)
        return 0;
    if (!memmem(data, length, "Upgrade: websocket", 18)) {
        send(line->fd, no, sizeof no - 1, MSG_NOSIGNAL);
        lose(line);
        return length;
    }
    line->is_upgraded = 1;
    send(line->fd, yes, sizeof yes - 1, MSG_NOSIGNAL);
    tell(line->fd, hello, sizeof hello - 1);
    return end + 4 - data;
}

/* Unmask and hear every whole frame; how many bytes that were. A client's frame here is shorter than 64 KiB. */
static size_t hear_frames(struct line *line, char *data, size_t length)
{
    size_t at = 0;
    int fd = line->fd;
    while (lines[fd] && length - at >= 8) {
        unsigned char *head = (unsigned char *)data + at;
        size_t size = head[1] & 0x7F, start = 6;
        if (size == 126) {
            size = head[2] << 8 | head[3];
            start = 8;
        }
        if (length - at < start + size)
            break;
        char *text = data + at + start, *mask = text - 4;
        for (size_t i = 0; i < size; i++)
            text[i] ^= mask[i & 3];
        if ((head[0] & 0x0F) == 1)
            hear(line, text, size);
        at += start + size;
    }
    return at;
}

/* `40{"room":"room-7"}`, `420["join",…]` and `421001["chat","…"]`. */
static void hear(struct line *line, char *text, size_t length)
{
    char answer[100];
    if (length > 2 && !memcmp(text, "40", 2)) {
        char *number = memmem(text, length, "room-", 5);
        line->room = number ? atoi(number + 5) % ROOMS : 0;
        tell(line->fd, "40{\"sid\":\"x\"}", 13);
    } else if (length > 2 && !memcmp(text, "42", 2)) {
        char *event = memchr(text, '[', length);
        if (!event || line->room == NOBODY)
            return;
        *event = 0;
        if (!strncmp(event + 1, "\"chat\",", 7))
            return chat(line, text + 2, event + 8, text + length - event - 9);
        struct room *room = rooms + line->room;
        if (room->count < SEATS)
            room->members[room->count++] = line->fd;
        tell(line->fd, answer, snprintf(answer, sizeof answer, "43%s[{\"ok\":true}]", text + 2));
    }
}

/* The frame is built once; each of the members gets it by a send of its own, the sender an answer besides. */
static void chat(struct line *line, const char *id, const char *text, size_t length)
{
    static char message[IN], frame[IN + 8];
    char answer[100];
    struct room *room = rooms + line->room;
    struct timeval now;
    gettimeofday(&now, NULL);
    size_t size = snprintf(message, sizeof message,
                           "42[\"chat\",{\"id\":%u,\"room\":\"room-%d\",\"by\":\"df801723f0b83f2c\","
                           "\"at\":%ld%03ld,\"text\":%.*s}]",
                           ++room->last, line->room, (long)now.tv_sec, (long)now.tv_usec / 1000,
                           (int)length, text);
    size = framed(frame, message, size);
    for (int i = 0; i < room->count; i++)
        send(room->members[i], frame, size, MSG_NOSIGNAL);
    tell(line->fd, answer, snprintf(answer, sizeof answer, "43%s[{\"ok\":true,\"seq\":%u}]", id, room->last));
}

static void tell(int fd, const char *text, size_t length)
{
    char frame[512];
    send(fd, frame, framed(frame, text, length), MSG_NOSIGNAL);
}

static size_t framed(char *frame, const char *text, size_t length)
{
    size_t at = 2;
    frame[0] = (char)0x81;
    frame[1] = length < 126 ? length : 126;
    if (length >= 126) {
        frame[at++] = length >> 8;
        frame[at++] = length;
    }
    memcpy(frame + at, text, length);
    return at + length;
}

static void lose(struct line *line)
{
    struct room *room = line->room == NOBODY ? NULL : rooms + line->room;
    for (int i = 0; room && i < room->count; i++)
        if (room->members[i] == line->fd)
            room->members[i] = room->members[--room->count];
    lines[line->fd] = NULL;
    close(line->fd);
    free(line->held);
    free(line);
}
