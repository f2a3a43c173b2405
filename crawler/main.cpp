// lawhub-crawler: out into the web and safely back.
#include "crawler/verbs.h"

int main(int argc, char** argv) { return lawhub::run_program("lawhub-crawler", lawhub::crawler_verbs(), argc, argv); }
