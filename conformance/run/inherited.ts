import type { ClientDescription } from '../model/client-description.ts';

/**
 * The variables that a program needs to be found and to run: paths of programs and libraries of the common
 * runtimes, languages, and certificates. None of them tells the client what to do.
 */
export const inheritedNames = [
  'PATH',
  'LANG',
  'LC_ALL',
  'LC_CTYPE',
  // Windows
  'SystemRoot',
  'PATHEXT',
  'COMSPEC',
  'ProgramFiles',
  'LOCALAPPDATA',
  // Runtimes
  'CARGO_HOME',
  'DOTNET_ROOT',
  'GEM_HOME',
  'GEM_PATH',
  'GOCACHE',
  'GOPATH',
  'GOROOT',
  'JAVA_HOME',
  'NODE_PATH',
  'NVM_DIR',
  'PERL5LIB',
  'PYENV_ROOT',
  'PYTHONPATH',
  'RBENV_ROOT',
  'RUBYLIB',
  'RUSTUP_HOME',
  'VIRTUAL_ENV',
  // Certificates
  'CURL_CA_BUNDLE',
  'NODE_EXTRA_CA_CERTS',
  'REQUESTS_CA_BUNDLE',
  'SSL_CERT_DIR',
  'SSL_CERT_FILE',
] as const;

/** The environment of a client: of the kit's own only the usual variables and those that the client names. */
export function inherited({ passEnv = [] }: Pick<ClientDescription, 'passEnv'>): Record<string, string> {
  const names = new Set<string>([...inheritedNames, ...passEnv]);
  return Object.fromEntries(
    [...names].flatMap((name) =>
      process.env[name] === undefined ? [] : [[name, process.env[name] as string]],
    ),
  );
}
