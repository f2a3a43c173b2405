#!/usr/bin/perl
# Harvests a repository with HTTP::OAI (Debian's libhttp-oai-perl): harvest.pl BASE_URL PREFIX.
# Prints what Identify says, then a line for each record: identifier, datestamp, status, length of the metadata.
use strict;
use warnings;
use HTTP::OAI;

my ($base, $prefix) = @ARGV;
my $harvester = HTTP::OAI::Harvester->new(baseURL => $base, resume => 1);
my $identify = $harvester->Identify;
die $identify->message if $identify->is_error;
print join(" ", "identify", $identify->protocolVersion, $identify->deletedRecord, $identify->granularity), "\n";
my $sets = $harvester->ListSets;
my $set_count = 0;
while (my $set = $sets->next) { ++$set_count; }
die $sets->message if $sets->is_error;
print "sets $set_count\n";
# By callback: when it resumes by itself, next() gives the last part only.
my $records = $harvester->ListRecords(metadataPrefix => $prefix, onRecord => sub {
  my $record = shift;
  my $metadata = $record->metadata ? length($record->metadata->dom->toString) : 0;
  print join(" ", "record", $record->identifier, $record->datestamp, $record->status || "active", $metadata), "\n";
});
die $records->message if $records->is_error;
