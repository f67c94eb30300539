/* test-decimal - exact comparison and division of numbers of any size. */

#include <config.h>

#include "decimal.h"

#include <glib.h>

#include "cleanup.h"

static struct decimal parse(const char *text)
{
	return decimal_parse(text, strlen(text));
}

/* Each smaller than the next. */
static void test_compare(void)
{
	static const char *const ascending[] = {
		"-1e400",
		"-18446744073709551616",
		"-18446744073709551615",
		"-1.5",
		"-1.25",
		"-1e-400",
		"0",
		"0.00000000000000000000000000000000000000001",
		"0.1",
		"0.10000000000000000000000000000000000000001",
		"1",
		"9007199254740992",
		"9007199254740993",
		"123456789012345678901234567890",
		"123456789012345678901234567890.5",
		"123456789012345678901234567891",
		"1e400",
		"1.0000000000000000000000000000000000000001e400",
		"1e401",
		"1e1000000000000",
		"1e100000000000000000",
		"1e99482961238729342298331",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(ascending); i++)
		for (size_t j = 0; j < G_N_ELEMENTS(ascending); j++) {
			struct decimal a = parse(ascending[i]);
			struct decimal b = parse(ascending[j]);
			int order = decimal_compare(&a, &b);

			g_assert_cmpint((order > 0) - (order < 0), ==,
					(i > j) - (i < j));
		}
}

static void test_equal(void)
{
	static const char *const pairs[][2] = {
		{"0", "-0"},	      {"0", "0e99"},	 {"0.0", "-0.000E5"},
		{"1", "1.0"},	      {"100", "1e2"},	 {"36.5", "36.50"},
		{"36.5", "3.65e1"},   {"0.001", "1E-3"}, {"-1.50", "-15e-1"},
		{"1e400", "10E+399"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
		struct decimal a = parse(pairs[i][0]), b = parse(pairs[i][1]);

		g_assert_cmpint(decimal_compare(&a, &b), ==, 0);
	}
}

static void test_integer(void)
{
	static const struct {
		const char *text;
		bool is_integer;
	} cases[] = {
		{"0.0", true},	   {"1.0", true},     {"1e400", true},
		{"1.5", false},	   {"1.5e1", true},   {"10e-1", true},
		{"1e-1", false},   {"-3", true},      {"1e-400", false},
		{"1.25e1", false}, {"12.50e1", true},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct decimal number = parse(cases[i].text);

		g_assert_cmpint(decimal_is_integer(&number), ==,
				cases[i].is_integer);
	}
}

static void test_multiple(void)
{
	static const struct {
		const char *number, *divisor;
		bool is_multiple;
	} cases[] = {
		{"0", "7", true},
		{"4.5", "1.5", true},
		{"35", "1.5", false},
		{"0.0075", "0.0001", true},
		{"0.00751", "0.0001", false},
		{"19.99", "0.01", true},
		{"1e308", "0.5", true},
		{"1e308", "0.123456789", false},
		{"1e1000000000000000", "7", false},
		{"7e1000000000000000", "7", true},
		{"-21", "7", true},
		{"1e400", "16", true},
		{"1e3", "16", false},
		{"1e4", "16", true},
		{"123456789012345678901234567890", "10", true},
		{"123456789012345678901234567890",
		 "12345678901234567890123456789", true},
		{"123456789012345678901234567891",
		 "12345678901234567890123456789", false},
		{"1e100", "1267650600228229401496703205376", true},
		{"1e29", "1267650600228229401496703205376", false},
		{"24691357802469135780246913578",
		 "12345678901234567890123456789", true},
		{"1000000000000000000000000000007000000000000000000000000000"
		 "012",
		 "1000000000000000000000000000003", true},
		{"5", "1e400", false},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct decimal number = parse(cases[i].number);
		struct decimal divisor = parse(cases[i].divisor);

		g_test_message("%s by %s", cases[i].number, cases[i].divisor);
		g_assert_cmpint(decimal_is_multiple(&number, &divisor), ==,
				cases[i].is_multiple);
	}
}

/* Products of random numbers, spelled out by their factors' digits. */
static void test_random_multiples(void)
{
	for (int i = 0; i < 2000; i++) {
		uint64_t by = (uint64_t)g_test_rand_int_range(1, 1 << 30);
		uint64_t times = (uint64_t)g_test_rand_int_range(1, 1 << 30);
		g_autofree char *product =
			g_strdup_printf("%" G_GUINT64_FORMAT "e3", by * times);
		g_autofree char *other = g_strdup_printf(
			"%" G_GUINT64_FORMAT ".001", by * times);
		g_autofree char *divisor =
			g_strdup_printf("%" G_GUINT64_FORMAT "e-2", by);
		struct decimal a = parse(product), b = parse(other);
		struct decimal d = parse(divisor);

		g_assert_true(decimal_is_multiple(&a, &d));
		g_assert_false(decimal_is_multiple(&b, &d));
	}
}

static void test_count(void)
{
	static const struct {
		const char *text;
		uint64_t count;
	} cases[] = {
		{"0", 0},
		{"-5", 0},
		{"12", 12},
		{"2.0", 2},
		{"1e3", 1000},
		{"1e18", 1000000000000000000},
		{"1e400", UINT64_MAX},
		{"99999999999999999999", UINT64_MAX},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct decimal number = parse(cases[i].text);

		g_assert_cmpuint(decimal_to_count(&number), ==, cases[i].count);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/decimal/compare", test_compare);
	g_test_add_func("/decimal/equal", test_equal);
	g_test_add_func("/decimal/integer", test_integer);
	g_test_add_func("/decimal/multiple", test_multiple);
	g_test_add_func("/decimal/random-multiples", test_random_multiples);
	g_test_add_func("/decimal/count", test_count);
	return g_test_run();
}
