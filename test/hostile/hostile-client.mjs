// A hostile client: `hostile-client.mjs ATTACK TREASURE`. The environment holds the parameters of its run.
import { spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';

const {
  ENGAGE_OUT_DIR: out,
  ENGAGE_STATE_DIR: state,
  ENGAGE_BASE_URL: url,
  ENGAGE_TOKEN: token,
} = process.env;
const { HOME: home } = process.env;
const [attack, treasure] = process.argv.slice(2);
const a = dirname(out);
const root = dirname(a);
const path = (name) => join(treasure, name);

function becomes(folder, target) {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.symlinkSync(target, folder);
}

async function download(to = join(out, 'export.zip')) {
  const answer = await fetch(
    `${url}/api/v1/export?since=${encodeURIComponent(process.env.ENGAGE_SINCE ?? '2024-06-01')}`,
    {
      headers: { authorization: `Bearer ${token}` },
    },
  );
  fs.writeFileSync(to, Buffer.from(await answer.arrayBuffer()));
}

/** Starts a process that outlives the client. The test finds it by its argument. */
function stays(options, script = 'setTimeout(() => {}, 40_000)') {
  spawn(process.execPath, ['-e', script, `hostile-${treasure}`], { stdio: 'ignore', ...options }).unref();
}

function deep(folder, levels, length) {
  const script = `
    cd "$1" && i=0
    while [ $i -lt ${levels} ]; do mkdir ${'d'.repeat(length)} && cd -P ${'d'.repeat(length)} || exit; i=$((i+1)); done
    echo x > bottom.csv`;
  spawnSync('bash', ['-c', script, 'bash', folder]);
}

function sparse(file, bytes) {
  const handle = fs.openSync(file, 'w');
  fs.ftruncateSync(handle, bytes);
  fs.closeSync(handle);
}

const attacks = {
  'out-becomes-a-link': () => becomes(out, treasure),
  'out-becomes-a-link-after-a-download': async () => {
    await download();
    becomes(out, treasure);
  },
  'out-is-moved-and-linked': () => {
    fs.renameSync(out, `${out}-moved`);
    fs.symlinkSync(treasure, out);
  },
  'state-becomes-a-link': () => becomes(state, treasure),
  'home-becomes-a-link': () => becomes(home, treasure),
  'the-parent-becomes-a-link': () => {
    fs.renameSync(a, `${a}-moved`);
    fs.symlinkSync(treasure, a);
  },
  'the-root-becomes-a-link': () => {
    fs.renameSync(root, `${root}-moved`);
    fs.symlinkSync(treasure, root);
    // The kit does not have to find a folder under a new name.
    fs.rmSync(`${root}-moved`, { recursive: true });
  },
  'a-link-in-out': () => fs.symlinkSync(treasure, join(out, 'exports')),
  'a-link-to-a-file': () => fs.symlinkSync(path('export.zip'), join(out, 'export.zip')),
  'a-link-to-the-machine': () => fs.symlinkSync('/', join(out, 'all')),
  'out-becomes-the-processes': () => becomes(out, '/proc'),
  'a-link-to-itself': () => becomes(out, out),
  'a-hard-link': () => fs.linkSync(path('secret'), join(out, 'export.zip')),
  'out-is-removed': () => fs.rmdirSync(out),
  'out-becomes-a-file': () => {
    fs.rmdirSync(out);
    fs.writeFileSync(out, 'PK');
  },
  'out-becomes-another-folder': () => {
    fs.renameSync(out, `${out}-moved`);
    fs.mkdirSync(out);
  },
  'out-becomes-a-fifo': () => {
    fs.rmdirSync(out);
    spawnSync('mkfifo', [out]);
  },
  'the-root-is-removed': () => fs.rmSync(root, { recursive: true }),
  'the-parent-is-removed': () => fs.rmSync(a, { recursive: true }),
  'state-becomes-a-file': () => {
    fs.rmSync(state, { recursive: true });
    fs.writeFileSync(state, 'x');
  },
  '500-nested-folders': () => deep(out, 500, 200),
  '500-nested-folders-at-home': () => deep(home, 500, 200),
  'a-read-only-folder-at-home': () => {
    fs.mkdirSync(join(home, 'go/pkg/mod'), { recursive: true });
    fs.writeFileSync(join(home, 'go/pkg/mod/module.go'), 'x');
    for (const one of ['go/pkg/mod', 'go/pkg', 'go']) fs.chmodSync(join(home, one), 0o555);
  },
  'a-folder-without-rights': () => {
    fs.mkdirSync(join(out, 'closed'));
    fs.writeFileSync(join(out, 'closed/export.zip'), 'PK');
    fs.chmodSync(join(out, 'closed'), 0);
  },
  'out-without-rights': () => fs.chmodSync(out, 0),
  'the-root-without-rights': () => {
    fs.chmodSync(a, 0);
    fs.chmodSync(root, 0);
  },
  'a-file-without-rights': () => fs.writeFileSync(join(out, 'export.zip'), 'PK\x03\x04', { mode: 0 }),
  '1500-files': () => {
    for (let at = 0; at < 1500; at++) fs.writeFileSync(join(out, `file-${at}.csv`), '"id"\n"1"\n');
  },
  '25000-files': () => {
    for (let at = 0; at < 25_000; at++) fs.writeFileSync(join(state, `${at}`), '');
  },
  'a-sparse-file': () => sparse(join(out, 'export.csv'), 2 ** 40),
  'a-sparse-zip': () => sparse(join(out, 'export.zip'), 2 ** 40),
  'a-sparse-file-at-home': () => sparse(join(home, 'core'), 2 ** 40),
  'names-that-are-no-text': () => {
    fs.writeFileSync(
      Buffer.concat([Buffer.from(`${out}/`), Buffer.from([0xff, 0xfe, 0x2e, 0x63, 0x73, 0x76])]),
      'x',
    );
    fs.mkdirSync(Buffer.concat([Buffer.from(`${out}/`), Buffer.from([0xc3, 0x28])]));
    fs.writeFileSync(
      Buffer.concat([Buffer.from(`${out}/`), Buffer.from([0xc3, 0x28]), Buffer.from('/\x1b[2J\n-rf.zip')]),
      'PK',
    );
  },
  'a-fifo-for-an-export': () => spawnSync('mkfifo', [join(out, 'export.zip')]),
  'a-device-for-an-export': () => spawnSync('mknod', [join(out, 'export.zip'), 'c', '1', '5']),
  'a-socket-for-an-export': () =>
    new Promise((resolve) => {
      process.chdir(out);
      createServer().listen('export.zip', () => resolve(process.exit(0)));
    }),
  'a-time-that-no-calendar-has': async () => {
    await download();
    fs.utimesSync(join(out, 'export.zip'), 1e11, 1e11);
    spawnSync('touch', ['-d', '@99999999999', join(out, 'export.zip')]);
  },
  'a-file-that-grows': async () => {
    await download();
    stays(
      { cwd: out, detached: true },
      `const fs = require('fs'); for (const end = Date.now() + 4000; Date.now() < end;) fs.appendFileSync('export.zip', Buffer.alloc(65536))`,
    );
  },
  'files-that-come-and-go': () =>
    stays(
      { cwd: out },
      `const fs = require('fs'); for (const end = Date.now() + 3000; Date.now() < end;) { for (let i = 0; i < 200; i++) fs.writeFileSync('f' + i + '.zip', 'PK'); for (let i = 0; i < 200; i++) fs.rmSync('f' + i + '.zip'); }`,
    ),
  'out-flickers': () =>
    stays(
      { cwd: a, detached: true },
      `const fs = require('fs'); for (const end = Date.now() + 3000; Date.now() < end;) { try { fs.renameSync('out', 'o'); fs.symlinkSync(${JSON.stringify(treasure)}, 'out'); fs.unlinkSync('out'); fs.renameSync('o', 'out'); } catch {} }`,
    ),
  'a-process-in-a-session-of-its-own': () => stays({ detached: true }),
  'a-daemon-of-its-own': () => {
    const script = `(cd / && setsid ${process.execPath} -e 'setTimeout(() => {}, 40_000)' 'hostile-${treasure}' >/dev/null 2>&1 </dev/null &) `;
    spawnSync('sh', ['-c', script]);
  },
  'a-daemon-that-holds-the-pipes': () => stays({ detached: true, stdio: 'inherit' }),
  'never-ends': () => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {});
    return new Promise(() => setInterval(() => {}, 1000));
  },
  'stops-itself': () => process.kill(process.pid, 'SIGSTOP'),
  spins: () => {
    for (;;);
  },
  'prints-3-mb-without-a-line-break': () => fs.writeSync(1, '.'.repeat(3_000_000)),
  'prints-minified-json': () => fs.writeSync(2, `{"a":[${'"failed to read 401",'.repeat(150_000)}0]}`),
  'prints-200-mb': () => {
    const part = Buffer.alloc(1_000_000, 'Error: failed: 12345\n');
    for (let at = 0; at < 200; at++) fs.writeSync(1, part);
  },
  'prints-what-terminals-obey': () =>
    fs.writeSync(
      2,
      '\x1b]0;owned\x07\x1b[2J</script><script>alert(1)</script>]]>&#0;\0\u202e::error::x\nnot ok 1\n'.repeat(
        50,
      ),
    ),
  '100-processes': () => {
    for (let at = 0; at < 100; at++)
      spawn('sleep', ['40'], { stdio: 'ignore', detached: at % 2 === 0 }).unref();
  },
  'writes-beside-its-folders': () => {
    fs.writeFileSync(join(root, 'beside.zip'), 'PK');
    fs.writeFileSync(join(a, 'beside.zip'), 'PK');
  },
  'asks-for-control': async () => {
    const { origin } = new URL(url);
    const reached = [];
    for (const base of [origin, url, `${url}/api/v1/export/..`, origin.replace('127.0.0.1', 'localhost')])
      for (const method of ['GET', 'POST', 'DELETE'])
        for (const place of ['health', 'sessions', 'requests', 'info', 'reset', 'scenarios', 'sessions/main'])
          for (const prefix of ['/__admin/', '//__admin/', '/%5f%5fadmin/', '/__ADMIN/']) {
            const answer = await fetch(`${base}${prefix}${place}`, { method }).catch(() => undefined);
            if (answer !== undefined && ![400, 401, 404, 405].includes(answer.status))
              reached.push(`${method} ${prefix}${place}: ${answer.status}`);
          }
    if (reached.length > 0) fs.writeFileSync(path('control-was-reached'), reached.join('\n'));
  },
  'a-zip-bomb': () => {
    const script = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:
    with z.open('Messages.csv', 'w', force_zip64=True) as m:
        for _ in range(200): m.write(b'\\0' * 10_000_000)
`;
    spawnSync('python3', ['-c', script, join(out, 'export.zip')], { timeout: 40_000 });
  },
  'a-record-of-8-million-commas': () => {
    fs.mkdirSync(join(out, 'csv'));
    fs.writeFileSync(join(out, 'csv/Messages.csv'), `"id"\n${','.repeat(8_000_000)}\n`);
  },
  'json-of-a-million-brackets': () => fs.writeFileSync(join(out, 'Messages.json'), '['.repeat(1_000_000)),
  'a-million-small-rows': () =>
    fs.writeFileSync(join(out, 'Messages.ndjson'), '{"id":"1","a":{"b":[1,2,{"c":3}]}}\n'.repeat(1_000_000)),
  'kills-the-kit': () => process.kill(process.ppid, 'SIGKILL'),
  'interrupts-the-kit': async () => {
    process.kill(process.ppid, 'SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 5000));
  },
  'terminates-the-kit': async () => {
    process.kill(process.ppid, 'SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 5000));
  },
};

await attacks[attack]();
