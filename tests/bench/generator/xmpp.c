/* XMPP over WebSockets (RFC 7395) as far as a room of XEP-0045 needs it: one stanza is one frame.
 *
 * A person's `auth` is their place in a room, `room-7@conference.localhost/p3`. A message comes back to its
 * sender as to everybody; that is what tells the sender that it is done. */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>

#include "generator.h"

static void begin(struct person *person);
static void hear(struct person *person, const char *data, size_t length, int64_t now);
static void say(struct person *person, uint32_t number, const char *id, const char *text);
static void sign_in(struct person *person, const char *data, size_t length);
static void hear_message(struct person *person, const char *data, size_t length, int64_t now);
static int has(const char *data, size_t length, const char *what);
static void write_all(struct person *person, const char *text);

const struct protocol xmpp = {"Sec-WebSocket-Protocol: xmpp\r\n", begin, hear, say};

static void begin(struct person *person)
{
    write_all(person, "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='localhost' version='1.0'/>");
}

static void hear(struct person *person, const char *data, size_t length, int64_t now)
{
    if (has(data, length, "<message"))
        hear_message(person, data, length, now);
    else if (has(data, length, "<close") || has(data, length, "<failure") ||
             has(data, length, "type='error'")) {
        trouble("told:", data, length < 150 ? length : 150);
        figures.gone++;
        hang_up(person);
    } else if (person->stage != JOINED)
        sign_in(person, data, length);
}

static void say(struct person *person, uint32_t number, const char *id, const char *text)
{
    char stanza[4096];
    (void)number;
    size_t length = snprintf(stanza, sizeof stanza,
                             "<message xmlns='jabber:client' type='groupchat' to='%.*s' id='%s'>"
                             "<body>%s</body></message>",
                             (int)strcspn(person->auth, "/"), person->auth, id, text);
    write_text(person, stanza, length);
}

/* Nobody asks who they are; then the stream begins anew, gets an address, and comes into the room. */
static void sign_in(struct person *person, const char *data, size_t length)
{
    char presence[1024];
    if (has(data, length, "features") && person->stage == OPENING)
        write_all(person, "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>");
    else if (has(data, length, "<success")) {
        person->stage = CONNECTING;
        begin(person);
    } else if (has(data, length, "features"))
        write_all(person, "<iq xmlns='jabber:client' type='set' id='bind'>"
                          "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>");
    else if (has(data, length, "<iq") && person->stage == CONNECTING) {
        person->stage = JOINING;
        /* Whoever was cut may still be there under the name from before: each time another one. */
        snprintf(presence, sizeof presence,
                 "<presence xmlns='jabber:client' to='%s-%lx'><x xmlns='http://jabber.org/protocol/muc'>"
                 "<history maxstanzas='0'/></x></presence>",
                 person->auth, (long)person->dialled_at);
        write_all(person, presence);
    }
}

/* The subject comes last of what somebody is told who comes into a room. */
static void hear_message(struct person *person, const char *data, size_t length, int64_t now)
{
    if (person->stage == JOINING && has(data, length, "<subject"))
        return joined(person, now);
    if (has(data, length, "type='error'")) {
        figures.refused++;
        return trouble("refused:", data, length < 150 ? length : 150);
    }
    uint32_t own = person->heard[person->place];
    hear_marks(person, data, length, now, 0);
    if (person->heard[person->place] != own) {
        figures.acked++;
        arrived(person, person->heard[person->place], 0);
    }
}

static int has(const char *data, size_t length, const char *what)
{
    return memmem(data, length, what, strlen(what)) != NULL;
}

static void write_all(struct person *person, const char *text)
{
    write_text(person, text, strlen(text));
}
