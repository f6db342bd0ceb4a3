import type { Stack } from './stack.ts';

const JARS = ['httpclient', 'httpcore', 'commons-logging', 'commons-codec']
  .map((name) => `/usr/share/java/${name}.jar`)
  .join(':');
const CARGO = [
  'cd $BUILT && mkdir -p ureq/src && cp $PROGRAMS/rust_ureq.rs ureq/src/main.rs && cd ureq',
  `printf '[package]\\nname = "stack"\\nversion = "0.0.0"\\nedition = "2021"\\n[dependencies]\\nureq = "2"\\n' >Cargo.toml`,
  `mkdir -p .cargo && printf '[source.crates-io]\\nreplace-with = "debian"\\n[source.debian]\\ndirectory = "/usr/share/cargo/registry"\\n' >.cargo/config.toml`,
  'cargo build --quiet --offline --release && cp target/release/stack ../rust_ureq',
].join(' && ');
const java = (name: string, jars = ''): Pick<Stack, 'language' | 'file' | 'build' | 'run'> => ({
  language: 'Java',
  file: `${name}.java`,
  build: `javac -cp "${jars}" -d $BUILT $PROGRAMS/${name}.java`,
  run: `java -XX:TieredStopAtLevel=1 -cp "$BUILT:${jars}" ${name}`,
});
const jdk = `javac -version 2>&1 | sed 's/javac //'`;
const mono = (name: string): Omit<Stack, 'id' | 'title'> => ({
  language: 'C#',
  file: `${name}.cs`,
  needs: 'mono-mcs, libmono-system-net-http4.0-cil',
  version: `mcs --version | sed 's/.*version //'`,
  build: `mcs -r:System.Net.Http.dll -out:$BUILT/${name}.exe $PROGRAMS/${name}.cs`,
  run: `mono $BUILT/${name}.exe`,
});

/** The stacks whose programs are compiled. */
export const compiled: readonly Stack[] = [
  {
    id: 'URLConnection',
    title: 'HttpURLConnection',
    ...java('UrlConnection'),
    needs: 'default-jdk-headless',
    version: jdk,
  },
  {
    id: 'HttpClient',
    title: 'java.net.http',
    ...java('JdkHttpClient'),
    needs: 'default-jdk-headless',
    version: jdk,
  },
  {
    id: 'Apache',
    title: 'Apache HttpClient 4',
    ...java('ApacheHttpClient', JARS),
    needs: 'default-jdk-headless, libhttpclient-java',
    version: `test -e ${JARS.split(':')[0]} && javac -version >&2 && unzip -p ${JARS.split(':')[0]} META-INF/MANIFEST.MF | sed -n 's/^Implementation-Version: *\\([0-9.]*\\).*/\\1/p'`,
  },
  {
    id: 'Go',
    title: 'net/http',
    language: 'Go',
    file: 'go_net_http.go',
    needs: 'golang-go',
    version: `go version | sed 's/go version go\\([^ ]*\\).*/\\1/'`,
    build: 'go build -o $BUILT/go_net_http $PROGRAMS/go_net_http.go',
    run: '$BUILT/go_net_http',
  },
  {
    id: 'libcurl',
    title: 'libcurl',
    language: 'C',
    file: 'libcurl.c',
    needs: 'gcc, libcurl4-openssl-dev',
    version: `curl-config --version | sed 's/libcurl //'`,
    build: 'cc -o $BUILT/libcurl $PROGRAMS/libcurl.c -lcurl',
    run: '$BUILT/libcurl',
  },
  {
    id: 'cpprest',
    title: 'C++ REST SDK',
    language: 'C++',
    file: 'cpprest.cpp',
    needs: 'g++, libcpprest-dev',
    version: `sed -n 's/#define CPPREST_VERSION_\\(MAJOR\\|MINOR\\|REVISION\\) \\([0-9]*\\)/\\2/p' /usr/include/cpprest/version.h | tr -d '\\r' | paste -sd.`,
    build: 'c++ -o $BUILT/cpprest $PROGRAMS/cpprest.cpp -lcpprest -lboost_system -lssl -lcrypto -lpthread',
    run: '$BUILT/cpprest',
  },
  { id: 'Mono HttpClient', title: 'HttpClient (Mono)', ...mono('MonoHttpClient') },
  { id: 'WebClient', title: 'WebClient (Mono)', ...mono('MonoWebClient') },
  {
    id: 'ureq',
    title: 'ureq',
    language: 'Rust',
    file: 'rust_ureq.rs',
    needs: 'cargo, librust-ureq-dev',
    version: `ls /usr/share/cargo/registry | sed -n 's/^ureq-//p' | grep .`,
    build: CARGO,
    run: '$BUILT/rust_ureq',
  },
  {
    id: 'HTTP::Client',
    title: 'HTTP::Client',
    language: 'Crystal',
    file: 'crystal_http_client.cr',
    needs: 'crystal',
    version: `crystal --version | sed -n '1s/Crystal \\([^ ]*\\).*/\\1/p'`,
    build: 'crystal build -o $BUILT/crystal_http_client $PROGRAMS/crystal_http_client.cr',
    run: '$BUILT/crystal_http_client',
  },
  {
    id: 'httpclient',
    title: 'std/httpclient',
    language: 'Nim',
    file: 'nim_httpclient.nim',
    needs: 'nim',
    version: `nim --version | sed -n '1s/.*Version \\([^ ]*\\).*/\\1/p'`,
    build:
      'nim compile --hints:off --nimcache:$BUILT/nim -o:$BUILT/nim_httpclient $PROGRAMS/nim_httpclient.nim',
    run: '$BUILT/nim_httpclient',
  },
];
