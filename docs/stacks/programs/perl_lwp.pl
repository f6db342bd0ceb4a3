use strict;
use warnings;
use LWP::UserAgent;

my ($url, $token, $file) = @ARGV;
my $response = LWP::UserAgent->new->get($url, Authorization => "Bearer $token", ':content_file' => $file);
print 'status ', $response->code, "\n";
die $response->status_line, "\n" unless $response->is_success;
