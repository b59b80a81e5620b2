/* generator PLAN: does what each line of the input says, and prints a line of JSON for it. */
#include <err.h>
#include <stdio.h>
#include <string.h>

#include "generator.h"

int main(int count, char **arguments)
{
    char line[200], phase[40];
    if (count != 2)
        errx(2, "usage: generator PLAN <<< 'connect SECONDS, seat, saturate SECONDS IN_FLIGHT, "
                "trickle SECONDS RATE, sit SECONDS, deafen, hark SECONDS, leave'");
    read_plan(arguments[1]);
    open_lines();
    while (fgets(line, sizeof line, stdin)) {
        double seconds = 0, more = 0;
        if (sscanf(line, "%39s %lf %lf", phase, &seconds, &more) < 1)
            continue;
        begin_figures();
        if (!strcmp(phase, "connect"))
            connect_everybody(seconds);
        else if (!strcmp(phase, "seat"))
            seat_everybody();
        else if (!strcmp(phase, "saturate"))
            saturate(seconds, more);
        else if (!strcmp(phase, "trickle"))
            trickle(seconds, more);
        else if (!strcmp(phase, "sit"))
            sit(seconds);
        else if (!strcmp(phase, "deafen"))
            deafen();
        else if (!strcmp(phase, "hark"))
            hark(seconds);
        else if (!strcmp(phase, "leave"))
            leave();
        else
            errx(2, "unknown phase: %s", phase);
        print_figures(phase);
    }
    return 0;
}
