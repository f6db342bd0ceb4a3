use strict;
use warnings;
use HTTP::Tiny;

my ($url, $token, $file) = @ARGV;
my $response = HTTP::Tiny->new->mirror($url, $file, { headers => { Authorization => "Bearer $token" } });
die "$response->{status} $response->{reason} ", $response->{status} == 599 ? $response->{content} : "", "\n"
    unless $response->{success};
print "status $response->{status}\n";
