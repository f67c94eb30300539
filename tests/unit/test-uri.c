/* test-uri - references against bases, as RFC 3986 resolves them. */

#include <config.h>

#include "uri.h"

#include <glib.h>

#include "cleanup.h"

struct vector {
	const char *base, *reference, *whole;
};

#define BASE "http://a/b/c/d;p?q"

/* RFC 3986, section 5.4, and what schemas use beside. */
static const struct vector vectors[] = {
	{BASE, "g:h", "g:h"},
	{BASE, "g", "http://a/b/c/g"},
	{BASE, "./g", "http://a/b/c/g"},
	{BASE, "g/", "http://a/b/c/g/"},
	{BASE, "/g", "http://a/g"},
	{BASE, "//g", "http://g"},
	{BASE, "?y", "http://a/b/c/d;p?y"},
	{BASE, "g?y", "http://a/b/c/g?y"},
	{BASE, "#s", "http://a/b/c/d;p?q#s"},
	{BASE, "g#s", "http://a/b/c/g#s"},
	{BASE, ";x", "http://a/b/c/;x"},
	{BASE, "", "http://a/b/c/d;p?q"},
	{BASE, ".", "http://a/b/c/"},
	{BASE, "./", "http://a/b/c/"},
	{BASE, "..", "http://a/b/"},
	{BASE, "../", "http://a/b/"},
	{BASE, "../g", "http://a/b/g"},
	{BASE, "../..", "http://a/"},
	{BASE, "../../g", "http://a/g"},
	{BASE, "../../../g", "http://a/g"},
	{BASE, "/./g", "http://a/g"},
	{BASE, "/../g", "http://a/g"},
	{BASE, "g.", "http://a/b/c/g."},
	{BASE, "..g", "http://a/b/c/..g"},
	{BASE, "./../g", "http://a/b/g"},
	{BASE, "g/./h", "http://a/b/c/g/h"},
	{BASE, "g/../h", "http://a/b/c/h"},
	{BASE, "g?y/../x", "http://a/b/c/g?y/../x"},
	{BASE, "g#s/../x", "http://a/b/c/g#s/../x"},
	{"", "#/a", "#/a"},
	{"", "item.json", "item.json"},
	{"http://a", "b", "http://a/b"},
	{"urn:uuid:1", "#x", "urn:uuid:1#x"},
	{"file:///s/a.json", "b.json#/c", "file:///s/b.json#/c"},
	{"a/b.json", "c.json", "a/c.json"},
};

static void test_resolve(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(vectors); i++) {
		g_autofree char *whole =
			uri_resolve(vectors[i].base, vectors[i].reference);

		g_assert_cmpstr(whole, ==, vectors[i].whole);
	}
}

static void check_fragment(const char *uri, const char *rest,
			   const char *fragment)
{
	g_autofree char *copy = g_strdup(uri);
	g_autofree char *found = uri_cut_fragment(copy);

	g_assert_cmpstr(copy, ==, rest);
	g_assert_cmpstr(found, ==, fragment);
}

static void test_fragment(void)
{
	check_fragment("http://a/b", "http://a/b", NULL);
	check_fragment("http://a/b#", "http://a/b", "");
	check_fragment("#/a%25b%20c", "", "/a%b c");
	check_fragment("a#b%zz", "a", "b%zz");
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/uri/resolve", test_resolve);
	g_test_add_func("/uri/fragment", test_fragment);
	return g_test_run();
}
