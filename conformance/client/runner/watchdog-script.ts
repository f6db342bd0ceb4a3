/**
 * The watchdog, a POSIX shell program. Its first argument is the prefix of the sandboxes' paths. It reads
 * lines, of which the last holds the process groups that run now. When the input ends and the last line is
 * not `over`, the kit is gone: the watchdog kills the groups and, where the environments of processes can be
 * read, every process that was started with a sandbox as its home. It then removes the sandboxes; a link is
 * removed as a link.
 */
export const watchdogScript = `
groups=
while read -r line; do groups=$line; done
[ "$groups" = over ] && exit 0
for group in $groups; do kill -s KILL -- "-$group"; done
for turn in 1 2 3 4 5; do
  for found in $(grep -lsaF -- "$1" /proc/[0-9]*/environ); do
    pid=\${found#/proc/}
    kill -s KILL "\${pid%/environ}"
  done
  find "$1"* -type d -exec chmod u+rwx {} \\; 2>/dev/null
  rm -rf -- "$1"* 2>/dev/null
  left=no
  for path in "$1"*; do if [ -e "$path" ] || [ -L "$path" ]; then left=yes; fi; done
  [ $left = no ] && exit 0
  sleep 1
done
`;
