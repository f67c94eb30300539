/* schema_format_time - dates, times and durations (RFC 3339). */

#include <config.h>

#include "cleanup.h"
#include "schema_format_private.h"

enum {
	DAY = 24 * 60
};

/* What is left of a text. */
struct rest {
	const char *at, *end;
};

static bool take(struct rest *rest, char byte)
{
	if (rest->at == rest->end || *rest->at != byte)
		return false;
	rest->at++;
	return true;
}

/* n digits; *out is their number. */
static bool take_digits(struct rest *rest, int n, int *out)
{
	*out = 0;
	for (int i = 0; i < n; i++, rest->at++) {
		if (rest->at == rest->end || !g_ascii_isdigit(*rest->at))
			return false;
		*out = *out * 10 + (*rest->at - '0');
	}
	return true;
}

static bool take_many_digits(struct rest *rest)
{
	const char *start = rest->at;

	while (rest->at < rest->end && g_ascii_isdigit(*rest->at))
		rest->at++;
	return rest->at > start;
}

static int days_in(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30,
				   31, 31, 30, 31, 30, 31};
	bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && is_leap);
}

static bool take_date(struct rest *rest)
{
	int year, month, day;

	return take_digits(rest, 4, &year) && take(rest, '-') &&
	       take_digits(rest, 2, &month) && take(rest, '-') &&
	       take_digits(rest, 2, &day) && month >= 1 && month <= 12 &&
	       day >= 1 && day <= days_in(year, month);
}

/* 'Z' or an offset; *out is in minutes. */
static bool take_zone(struct rest *rest, int *out)
{
	int hours, minutes;
	bool is_behind;

	*out = 0;
	if (take(rest, 'Z') || take(rest, 'z'))
		return true;
	is_behind = take(rest, '-');
	if (!is_behind && !take(rest, '+'))
		return false;
	if (!take_digits(rest, 2, &hours) || !take(rest, ':') ||
	    !take_digits(rest, 2, &minutes) || hours > 23 || minutes > 59)
		return false;
	*out = hours * 60 + minutes;
	if (is_behind)
		*out = -*out;
	return true;
}

static bool take_time(struct rest *rest)
{
	int hours, minutes, seconds, zone;

	if (!take_digits(rest, 2, &hours) || !take(rest, ':') ||
	    !take_digits(rest, 2, &minutes) || !take(rest, ':') ||
	    !take_digits(rest, 2, &seconds) || hours > 23 || minutes > 59 ||
	    seconds > 60)
		return false;
	if (take(rest, '.') && !take_many_digits(rest))
		return false;
	if (!take_zone(rest, &zone))
		return false;
	/* A leap second is the last of a day in UTC. */
	return seconds < 60 ||
	       (hours * 60 + minutes - zone + DAY) % DAY == DAY - 1;
}

bool schema_format_date(const char *text, size_t size)
{
	struct rest rest = {text, text + size};

	return take_date(&rest) && rest.at == rest.end;
}

bool schema_format_time(const char *text, size_t size)
{
	struct rest rest = {text, text + size};

	return take_time(&rest) && rest.at == rest.end;
}

bool schema_format_date_time(const char *text, size_t size)
{
	struct rest rest = {text, text + size};

	return take_date(&rest) && (take(&rest, 'T') || take(&rest, 't')) &&
	       take_time(&rest) && rest.at == rest.end;
}

/*
 * Numbers with units, which follow each other as in units without a gap.
 * *out_n is how many there are.
 */
static bool take_parts(struct rest *rest, const char *units, int *out_n)
{
	const char *last = NULL;

	*out_n = 0;
	while (rest->at < rest->end && g_ascii_isdigit(*rest->at)) {
		const char *unit;

		take_many_digits(rest);
		if (rest->at == rest->end || !*rest->at)
			return false;
		unit = strchr(units, *rest->at);
		if (!unit || (last && unit != last + 1))
			return false;
		last = unit;
		rest->at++;
		(*out_n)++;
	}
	return true;
}

/* RFC 3339, appendix A. */
bool schema_format_duration(const char *text, size_t size)
{
	struct rest rest = {text, text + size};
	struct rest weeks;
	int n_date, n_time;

	if (!take(&rest, 'P'))
		return false;
	weeks = rest;
	if (take_parts(&weeks, "W", &n_date) && n_date)
		return weeks.at == weeks.end;
	if (!take_parts(&rest, "YMD", &n_date))
		return false;
	if (take(&rest, 'T'))
		return take_parts(&rest, "HMS", &n_time) && n_time &&
		       rest.at == rest.end;
	return n_date && rest.at == rest.end;
}
