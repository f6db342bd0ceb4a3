#!/usr/bin/env perl
# Downloads an export with the core modules of Perl:
#   export.pl --base URL --out DIR [--watermark FILE] [--user ID] [--param NAME=VALUE]...
# Every run writes a new file, named after the run. Exit codes: 0 complete, 1 failed, 2 usage, 10 partial.
use strict;
use warnings;
use Digest::SHA qw(sha256_hex);
use Encode qw(decode);
use Getopt::Long;
use HTTP::Tiny;
use IO::Uncompress::Unzip qw($UnzipError);
use POSIX qw(strftime);
use Time::HiRes qw(sleep);
use Time::Local qw(timegm_modern);

my $attempts = 3;
my ($base, $out, $watermark, $user, @params);
my ($silence, $longest) = (60, 7200);
@ARGV = map { decode('UTF-8', $_) } @ARGV;
GetOptions('base=s' => \$base, 'out=s' => \$out, 'watermark=s' => \$watermark, 'user=s' => \$user,
    'param=s' => \@params, 'silence=i' => \$silence, 'longest=i' => \$longest) or exit 2;
my $token = delete $ENV{ENGAGE_TOKEN} or die "export: ENGAGE_TOKEN is not set\n";
$| = 1;

# A time limit for everything, so that a response that drips cannot hold the run.
$SIG{ALRM} = sub { die "the export takes too long\n" };
alarm $longest;

my $part = sprintf '%s/.%s-%d.part', $out, strftime('%Y%m%dT%H%M%SZ', gmtime), $$;
$SIG{INT} = $SIG{TERM} = sub { die "interrupted\n" };
my $code = eval { main() };
my $error = $@;
unlink $part if -e $part;
if (!defined $code) {
    $error =~ s/\Q$token\E/[token]/g;
    $error =~ s/[^\x20-\x7e]+/ /g;
    print STDERR "export: $error\n";
    $code = 1;
}
exit $code;

sub main {
    my %last;
    if ($watermark && open my $in, '<', $watermark) {
        chomp(my $line = <$in> // '');
        $last{since} = $line;
    }
    my (@query, %value);
    for (@params) {
        my ($name, $given) = split /=/, $_, 2;
        $given = $last{since} if $name eq 'since' && $last{since};
        $value{$name} = $given;
        push @query, $name, $given;
    }
    my $http = HTTP::Tiny->new(agent => 'export.pl/3', timeout => $silence, max_redirect => 0);
    my $url = "$base/api/v1/export" . ($user ? "/users/$user" : '');
    $url .= '?' . $http->www_form_urlencode(\@query) if @query;
    my $response = download($http, $url);
    my @gaps = verify();
    my $name = sprintf '%s/engage-%s-%s%s.zip', $out, strftime('%Y%m%dT%H%M%SZ', gmtime),
        substr(sha256_hex("$url $$"), 0, 8), @gaps ? '.partial' : '';
    rename $part, $name or die "cannot rename the export: $!\n";
    if (@gaps) {
        print STDERR "export: partial: ", join('; ', map { s/[^\x20-\x7e]+/ /gr } @gaps), "\n";
        return 10;
    }
    remember($response, \%value) if $watermark;
    return 0;
}

sub download {
    my ($http, $url) = @_;
    for my $attempt (1 .. $attempts) {
        open my $file, '>:raw', $part or die "cannot write $part: $!\n";
        my $refusal = '';
        my $response = $http->get($url, {
            headers => { authorization => "Bearer $token" },
            data_callback => sub {
                my ($data, $head) = @_;
                if ($head->{status} == 200) { print {$file} $data or die "cannot write: $!\n" }
                elsif (length $refusal < 300) { $refusal .= $data }
            },
        });
        close $file or die "cannot write: $!\n";
        return $response if $response->{status} == 200;
        # HTTP::Tiny reports its own failures, a timeout or a cut body, as status 599.
        my $reason = $response->{status} == 599 ? $response->{content} : substr $refusal, 0, 300;
        my $message = "status $response->{status}: $reason";
        die "$message\n" if $reason =~ /takes too long|interrupted|cannot write/;
        die "$message\n" if $attempt == $attempts || ($response->{status} != 429 && $response->{status} < 500);
        sleep pause($response, $attempt);
    }
}

# Retry-After, or longer after every attempt. A date is held against the Date of the same response.
sub pause {
    my ($response, $attempt) = @_;
    my $after = $response->{headers}{'retry-after'} // '';
    return $after if $after =~ /^\d+$/;
    my ($date, $now) = map { epoch($_) } $after, $response->{headers}{date};
    return $date > $now ? $date - $now + 1 : 1 if defined $date && defined $now;
    return 2**$attempt / 2;
}

# Reads the archive from its first byte to its last: local headers, data with CRC, directory.
sub verify {
    my $zip = IO::Uncompress::Unzip->new($part, Strict => 1, Transparent => 0) or die "not a ZIP: $UnzipError\n";
    my (%seen, $log);
    while (1) {
        my $name = $zip->getHeaderInfo->{Name};
        die "the archive has two members of one name\n" if $seen{$name}++;
        my ($status, $buffer);
        while (($status = $zip->read($buffer)) > 0) { $log .= $buffer if $name eq 'log.txt' }
        die "a member is damaged: $UnzipError\n" if $status < 0;
        my $next = $zip->nextStream;
        die "the archive is damaged: $UnzipError\n" if $next < 0;
        last if $next == 0;
    }
    my $count = directory();
    die "the directory lists other members than the archive has\n" if $count != keys %seen;
    die "the export has no log.txt\n" if !defined $log;
    return grep { /\S/ && !/^Number of exported \w+: \d+\s*$/ } split /\n/, $log;
}

# The number of members in the directory, with which the archive has to end.
sub directory {
    open my $file, '<:raw', $part or die "cannot read $part: $!\n";
    my $bytes = sub {
        my ($at, $length) = @_;
        $at >= 0 && seek($file, $at, 0) && read($file, my $data, $length) == $length or die "the archive is cut\n";
        return $data;
    };
    my $size = -s $part;
    my $from = $size > 65557 ? $size - 65557 : 0;
    my $at = rindex $bytes->($from, $size - $from), "PK\5\6";
    die "the archive has no end\n" if $at < 0;
    $at += $from;
    my ($count, $length, $offset, $comment) = unpack 'x10 v V V v', $bytes->($at, 22);
    die "the archive does not end where it says\n" if $at + 22 + $comment != $size;
    if ($count == 0xffff || $length == 0xffffffff || $offset == 0xffffffff) {
        my ($signature, $place) = unpack 'a4 x4 Q<', $bytes->($at - 20, 20);
        die "the archive has no ZIP64 end\n" if $signature ne "PK\6\7";
        ($signature, $count, $length, $offset) = unpack 'a4 x28 Q< Q< Q<', $bytes->($place, 56);
    }
    my ($listed, $next) = (0, $offset);
    while ($next < $offset + $length) {
        my ($signature, @lengths) = unpack 'a4 x24 v v v', $bytes->($next, 46);
        die "the directory is damaged\n" if $signature ne "PK\1\2";
        $next += 46 + $lengths[0] + $lengths[1] + $lengths[2];
        $listed++;
    }
    die "the directory is damaged\n" if $listed != $count;
    return $count;
}

sub epoch {
    my ($text) = @_;
    my %month; @month{qw(Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec)} = 0 .. 11;
    return unless defined $text && $text =~ /(\d+) (\w{3}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT/ && exists $month{$2};
    return timegm_modern($6, $5, $4, $1, $month{$2}, $3);
}

sub iso_epoch {
    my ($text) = @_;
    return unless ($text // '') =~ /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)[.\d]*(?:Z|([+-])(\d\d):?(\d\d))$/;
    my $offset = $7 ? ($7 eq '-' ? -60 : 60) * ($8 * 60 + $9) : 0;
    return timegm_modern($6, $5, $4, $3, $2 - 1, $1) - $offset;
}

# The next window begins a minute before this one ended: a few rows come twice, and none is lost.
sub remember {
    my ($response, $value) = @_;
    my $next = epoch($response->{headers}{date}) - 60;
    my $until = iso_epoch($value->{until});
    $next = $until if defined $until && $until < $next;
    my $since = iso_epoch($value->{since});
    return if defined $since && $next <= $since; # a clock that is set back does not move the window back
    open my $file, '>', "$watermark.new" or die "cannot write the watermark: $!\n";
    print {$file} strftime('%Y-%m-%dT%H:%M:%SZ', gmtime $next), "\n" or die "cannot write the watermark: $!\n";
    close $file or die "cannot write the watermark: $!\n";
    rename "$watermark.new", $watermark or die "cannot write the watermark: $!\n";
}
