/** The address of an export of the service, as the programs have it in their source. */
export const ADDRESS = 'https://www.yammer.com/api/v1/export?since=2026-01-01&model=Segment';

/** A program with the address of the service in its source. It prints the number of bytes that it got. */
export interface UnmodifiedProgram {
  /** The name of the stack, as in `docs/unmodified-clients.md`. */
  readonly name: string;
  /** A command that succeeds where the stack is installed. */
  readonly installed: readonly string[];
  readonly file: string;
  readonly source: string;
  readonly command: readonly string[];
  /** True if the stack ignores proxies, so that it needs `--hosts`. */
  readonly hosts?: true;
}

const JAVA = ['java', '-version'];
/** With one compiler and a simple collector, a short program takes half the CPU time. */
const RUN_JAVA = ['java', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
/** True from Node 24 on, whose fetch reads the proxy from the environment. */
const HAS_ENV_PROXY = 'process.exit(Number(process.versions.node.split(".")[0]) >= 24 ? 0 : 1)';

/** Adds the certificate to the store of Mono, and compiles and runs a program. */
const MONO = `
store="$XDG_CONFIG_HOME/.mono/new-certs/Trust"
mkdir -p "$store"
cp "$SSL_CERT_FILE" "$store/$(openssl x509 -subject_hash -noout -in "$SSL_CERT_FILE").0"
mcs -out:"$1.exe" "$1" && mono "$1.exe"`;
/** Programs of many stacks. */
export const programs: readonly UnmodifiedProgram[] = [
  {
    name: 'curl',
    installed: ['curl', '--version'],
    file: 'e.sh',
    source: `curl -fsS -H "Authorization: Bearer $ENGAGE_TOKEN" "${ADDRESS}" | wc -c`,
    command: ['sh'],
  },
  {
    name: 'wget',
    installed: ['wget', '--version'],
    file: 'w.sh',
    source: `wget -qO- --header "Authorization: Bearer $ENGAGE_TOKEN" "${ADDRESS}" | wc -c`,
    command: ['sh'],
  },
  {
    name: 'Python urllib',
    installed: ['python3', '--version'],
    file: 'u.py',
    source: `import os, urllib.request
request = urllib.request.Request("${ADDRESS}", headers={"Authorization": "Bearer " + os.environ["ENGAGE_TOKEN"]})
print(len(urllib.request.urlopen(request).read()))`,
    command: ['python3'],
  },
  {
    name: 'Python requests',
    installed: ['python3', '-c', 'import requests'],
    file: 'r.py',
    source: `import os, requests
print(len(requests.get("${ADDRESS}", headers={"Authorization": "Bearer " + os.environ["ENGAGE_TOKEN"]}).content))`,
    command: ['python3'],
  },
  {
    name: 'Java URLConnection',
    installed: JAVA,
    file: 'U.java',
    source: `public class U { public static void main(String[] none) throws Exception {
  var connection = new java.net.URL("${ADDRESS}").openConnection();
  connection.setRequestProperty("Authorization", "Bearer " + System.getenv("ENGAGE_TOKEN"));
  System.out.println(connection.getInputStream().readAllBytes().length);
} }`,
    command: RUN_JAVA,
  },
  {
    name: 'Java HttpClient',
    installed: JAVA,
    file: 'H.java',
    source: `import java.net.http.*;
public class H { public static void main(String[] none) throws Exception {
  var request = HttpRequest.newBuilder(java.net.URI.create("${ADDRESS}"))
    .header("Authorization", "Bearer " + System.getenv("ENGAGE_TOKEN")).build();
  var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
  System.out.println(response.body().length);
} }`,
    command: RUN_JAVA,
  },
  {
    name: 'Node fetch',
    installed: [process.execPath, '-e', HAS_ENV_PROXY],
    file: 'f.mjs',
    source: `const headers = { authorization: 'Bearer ' + process.env.ENGAGE_TOKEN };
console.log((await (await fetch(${JSON.stringify(ADDRESS)}, { headers })).arrayBuffer()).byteLength);`,
    command: [process.execPath],
  },
  {
    name: 'Go',
    installed: ['go', 'version'],
    file: 'g.go',
    source: `package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
)

func main() {
	request, _ := http.NewRequest("GET", "${ADDRESS}", nil)
	request.Header.Set("Authorization", "Bearer "+os.Getenv("ENGAGE_TOKEN"))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		panic(err)
	}
	body, err := io.ReadAll(response.Body)
	fmt.Println(len(body), err)
}`,
    command: ['sh', '-c', 'go run "$1" | sed "s/ <nil>$//"', 'sh'],
  },
  {
    name: 'Ruby',
    installed: ['ruby', '--version'],
    file: 'r.rb',
    source: `require "net/http"
response = Net::HTTP.get_response(URI("${ADDRESS}"), "Authorization" => "Bearer #{ENV["ENGAGE_TOKEN"]}")
puts response.body.bytesize`,
    command: ['ruby'],
  },
  {
    name: 'Perl LWP',
    installed: ['perl', '-MLWP::Protocol::https', '-e', '0'],
    file: 'p.pl',
    source: `use LWP::UserAgent;
my $agent = LWP::UserAgent->new(env_proxy => 1);
print length($agent->get('${ADDRESS}', Authorization => "Bearer $ENV{ENGAGE_TOKEN}")->content), "\\n";`,
    command: ['perl'],
  },
  {
    name: 'Mono',
    installed: ['mcs', '--version'],
    file: 'm.cs',
    source: `using System;
class M { static void Main() {
  var client = new System.Net.WebClient();
  client.Headers["Authorization"] = "Bearer " + Environment.GetEnvironmentVariable("ENGAGE_TOKEN");
  Console.WriteLine(client.DownloadData("${ADDRESS}").Length);
} }`,
    command: ['sh', '-c', MONO, 'sh'],
  },
  {
    name: 'PHP curl',
    installed: ['php', '-r', 'curl_version();'],
    file: 'c.php',
    source: `<?php
$request = curl_init('${ADDRESS}');
curl_setopt($request, CURLOPT_RETURNTRANSFER, true);
curl_setopt($request, CURLOPT_HTTPHEADER, ['Authorization: Bearer ' . getenv('ENGAGE_TOKEN')]);
echo strlen(curl_exec($request)), "\\n";`,
    command: ['php'],
  },
  {
    name: 'PHP streams',
    installed: ['php', '--version'],
    file: 's.php',
    source: `<?php
$header = 'Authorization: Bearer ' . getenv('ENGAGE_TOKEN');
$context = stream_context_create(['http' => ['header' => $header]]);
echo strlen(file_get_contents('${ADDRESS}', false, $context)), "\\n";`,
    command: ['php'],
    hosts: true,
  },
];
