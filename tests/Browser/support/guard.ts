import { spawn } from 'node:child_process';

// The pipe closes when the process that holds it is gone, however it went.
const SCRIPT = 'cat >/dev/null; kill -s KILL -- "-$1" 2>/dev/null; rm -rf -- "$2"';

/**
 * Watches over a process group for the case that this process is killed: then the group is ended and its folder removed. Returns
 * what dismisses the guard.
 */
export function guard(group: number, folder: string): () => void {
  const watcher = spawn('sh', ['-c', SCRIPT, 'guard', String(group), folder], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  watcher.unref();
  return () => endGroup(watcher.pid);
}

/** Ends every process of a group; one that is gone already is as good. */
export function endGroup(group: number | undefined): void {
  if (group === undefined) return;
  try {
    process.kill(-group, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
