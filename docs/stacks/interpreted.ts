import { existsSync } from 'node:fs';
import type { Stack } from './stack.ts';

const PYTHON = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
const npm = (name: string): Pick<Stack, 'needs' | 'version'> => ({
  needs: 'npm install --prefix docs/stacks/programs',
  version: `test -e $PROGRAMS/node_modules/${name} && sed -n 's/.*"version": *"\\([^"]*\\)".*/\\1/p' $PROGRAMS/node_modules/${name}/package.json | head -1`,
});
const node = (file: string): Pick<Stack, 'file' | 'run' | 'language'> => ({
  language: 'JavaScript',
  file,
  run: `node $PROGRAMS/${file}`,
});
const python = (module: string, file: string): Omit<Stack, 'id' | 'title'> => ({
  language: 'Python',
  file,
  needs: module === 'sys' ? 'python3' : `python3-${module}`,
  version:
    module === 'sys'
      ? `${PYTHON} -c 'import sys; print(sys.version.split()[0])'`
      : `${PYTHON} -c 'import ${module}; print(${module}.__version__)'`,
  run: `${PYTHON} $PROGRAMS/${file}`,
});
const ruby = (file: string): Omit<Stack, 'id' | 'title'> => ({
  language: 'Ruby',
  file,
  needs: 'ruby',
  version: `ruby -e 'puts RUBY_VERSION'`,
  run: `ruby $PROGRAMS/${file}`,
});
const php = (file: string, needs: string): Omit<Stack, 'id' | 'title'> => ({
  language: 'PHP',
  file,
  needs,
  version: `php -r 'echo PHP_VERSION;'`,
  run: `php $PROGRAMS/${file}`,
});
const perl = (module: string, file: string, needs: string): Omit<Stack, 'id' | 'title'> => ({
  language: 'Perl',
  file,
  needs,
  version: `perl -M${module} -e 'print $${module}::VERSION'`,
  run: `perl $PROGRAMS/${file}`,
});

/** The stacks whose programs run from their source. */
export const interpreted: readonly Stack[] = [
  {
    id: 'curl',
    title: 'curl',
    language: 'Shell',
    file: 'curl.sh',
    needs: 'curl',
    version: `curl --version | sed -n '1s/curl \\([^ ]*\\).*/\\1/p'`,
    run: 'sh $PROGRAMS/curl.sh',
  },
  {
    id: 'wget',
    title: 'wget',
    language: 'Shell',
    file: 'wget.sh',
    needs: 'wget',
    version: `wget --version | sed -n '1s/GNU Wget \\([^ ]*\\).*/\\1/p'`,
    run: 'sh $PROGRAMS/wget.sh',
    isSlow: true,
  },
  { id: 'urllib', title: 'urllib.request', ...python('sys', 'python_urllib.py') },
  { id: 'http.client', title: 'http.client', ...python('sys', 'python_http_client.py') },
  { id: 'requests', title: 'requests', ...python('requests', 'python_requests.py') },
  { id: 'httpx', title: 'httpx', ...python('httpx', 'python_httpx.py') },
  { id: 'aiohttp', title: 'aiohttp', ...python('aiohttp', 'python_aiohttp.py') },
  { id: 'fetch', title: 'fetch', ...node('node-fetch.js'), needs: 'Node', version: 'node --version' },
  { id: 'node:http', title: 'node:http', ...node('node-http.js'), needs: 'Node', version: 'node --version' },
  { id: 'axios', title: 'axios', ...node('node-axios.js'), ...npm('axios') },
  { id: 'got', title: 'got', ...node('node-got.js'), ...npm('got') },
  { id: 'undici', title: 'undici', ...node('node-undici.js'), ...npm('undici') },
  { id: 'Net::HTTP', title: 'Net::HTTP', ...ruby('ruby_net_http.rb') },
  { id: 'open-uri', title: 'open-uri', ...ruby('ruby_open_uri.rb') },
  { id: 'PHP curl', title: 'curl extension', ...php('php_curl.php', 'php-cli, php-curl') },
  { id: 'copy()', title: 'copy()', ...php('php_copy.php', 'php-cli') },
  {
    id: 'file_get_contents',
    title: 'file_get_contents()',
    ...php('php_file_get_contents.php', 'php-cli'),
  },
  { id: 'LWP', title: 'LWP::UserAgent', ...perl('LWP', 'perl_lwp.pl', 'libwww-perl') },
  { id: 'HTTP::Tiny', title: 'HTTP::Tiny', ...perl('HTTP::Tiny', 'perl_http_tiny.pl', 'perl') },
  {
    id: 'socket.http',
    title: 'LuaSocket',
    language: 'Lua',
    file: 'lua_socket.lua',
    needs: 'lua5.4, lua-socket',
    version: `lua5.4 -e 'print((require("socket")._VERSION:gsub("LuaSocket ", "")))'`,
    run: 'lua5.4 $PROGRAMS/lua_socket.lua',
  },
  {
    id: 'download.file',
    title: 'download.file()',
    language: 'R',
    file: 'r_download_file.R',
    needs: 'r-base-core',
    version: `Rscript -e 'cat(as.character(getRversion()))'`,
    run: 'Rscript $PROGRAMS/r_download_file.R',
  },
  {
    id: 'httpc',
    title: 'httpc',
    language: 'Erlang',
    file: 'erlang_httpc.escript',
    needs: 'erlang-base, erlang-inets',
    version: `erl -noshell -eval 'application:load(inets), {ok, V} = application:get_key(inets, vsn), io:put_chars(V), halt().'`,
    run: 'escript $PROGRAMS/erlang_httpc.escript',
  },
  {
    id: 'http',
    title: 'http package',
    language: 'Tcl',
    file: 'tcl_http.tcl',
    needs: 'tcl',
    version: `echo 'puts [package require http]' | tclsh`,
    run: 'tclsh $PROGRAMS/tcl_http.tcl',
    isSlow: true,
  },
];
