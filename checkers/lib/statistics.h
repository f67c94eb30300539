#ifndef STATISTICS_H
#define STATISTICS_H

/*
 * How many findings of each rule each folder has, for a first look at a
 * large tree: counts before lists.
 */

#include <stdbool.h>
#include <stdio.h>

#include <glib.h>

/*
 * Prints a table of counts, largest first, of findings (struct finding,
 * those that are not fixed) by their top two folders and rule, and the total
 * of each rule. Findings whose data says a "kind" are counted by it too.
 * Returns false with *error when writing failed.
 */
bool statistics_print(const GPtrArray *findings, FILE *stream, GError **error);

#endif
