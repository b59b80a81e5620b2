/* What is counted and measured in one phase, and printing it as one line of JSON. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "generator.h"

struct figures figures;

static double cpu_seconds(void);
static double percentile(const struct histogram *histogram, double part);

int64_t now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000LL + now.tv_nsec / 1000;
}

void begin_figures(void)
{
    memset(&figures, 0, sizeof figures);
    figures.began = figures.last_arrival = now_us();
    figures.cpu_began = cpu_seconds();
}

/* 32 steps to each doubling: what is read back is within 1.6 %. */
void note(struct histogram *histogram, int64_t microseconds)
{
    uint64_t value = microseconds > 0 ? microseconds : 0;
    int doublings = value < 64 ? 0 : 58 - __builtin_clzll(value);
    histogram->counts[doublings * 64 + (value >> doublings)]++;
    histogram->total++;
    if (value > histogram->most)
        histogram->most = value;
}

/* Remember the first thing that went wrong, in words that fit into JSON. */
void trouble(const char *what, const char *detail, size_t length)
{
    if (*figures.trouble)
        return;
    size_t at = snprintf(figures.trouble, sizeof figures.trouble, "%s%s", what, length ? " " : "");
    for (size_t i = 0; i < length && at < sizeof figures.trouble - 1; i++) {
        char sign = detail[i];
        figures.trouble[at++] = sign < 32 || sign > 126 ? ' ' : sign == '"' || sign == '\\' ? '\'' : sign;
    }
}

void print_figures(const char *phase)
{
    const struct figures *f = &figures;
    double wall = (now_us() - f->began) / 1e6, busy = (f->last_arrival - f->began) / 1e6;
    double cpu = cpu_seconds() - f->cpu_began;
    printf("{\"phase\":\"%s\",\"wall_s\":%.4f,\"busy_s\":%.4f,", phase, wall, busy);
    printf("\"cpu_s\":%.4f,\"cpu_share\":%.3f,", cpu, cpu / wall);
    printf("\"joined\":%lu,\"failed\":%lu,\"join_p50_ms\":%.3f,\"join_p99_ms\":%.3f,", f->joined, f->failed,
           percentile(&f->join, .5), percentile(&f->join, .99));
    printf("\"sent\":%lu,\"acked\":%lu,\"refused\":%lu,\"due\":%lu,", f->sent, f->acked, f->refused, f->due);
    printf("\"deliveries\":%lu,", f->deliveries);
    printf("\"deliveries_per_s\":%.0f,", busy > 0 ? f->deliveries / busy : 0);
    printf("\"bytes\":%lu,\"frames\":%lu,\"lost\":%lu,", f->bytes, f->frames, f->lost);
    printf("\"repeated\":%lu,\"reordered\":%lu,\"strays\":%lu,", f->repeated, f->reordered, f->strays);
    printf("\"behind\":%lu,\"gone\":%lu,", f->behind, f->gone);
    printf("\"caught_up\":%lu,\"missing\":%lu,", f->caught_up, f->missing);
    printf("\"p50_ms\":%.3f,\"p95_ms\":%.3f,\"p99_ms\":%.3f,\"max_ms\":%.3f,\"late_p99_ms\":%.3f,",
           percentile(&f->delivery, .5), percentile(&f->delivery, .95), percentile(&f->delivery, .99),
           f->delivery.most / 1e3, percentile(&f->lateness, .99));
    printf("\"trouble\":\"%s\"}\n", f->trouble);
    fflush(stdout);
}

/* In milliseconds. */
static double percentile(const struct histogram *histogram, double part)
{
    uint64_t wanted = ceil(histogram->total * part), passed = 0;
    for (int i = 0; i < 64 * 64; i++) {
        passed += histogram->counts[i];
        if (passed && passed >= wanted) {
            int doublings = i / 64;
            return ((uint64_t)(i % 64) + .5) * (1ULL << doublings) / 1e3;
        }
    }
    return 0;
}

static double cpu_seconds(void)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    double microseconds = used.ru_utime.tv_usec + used.ru_stime.tv_usec;
    return used.ru_utime.tv_sec + used.ru_stime.tv_sec + microseconds / 1e6;
}
