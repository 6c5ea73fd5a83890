/** The lateness of a timer from which on the process did not run, rather than being busy. */
const frozenSeconds = 3;
const tickSeconds = 1;

/**
 * Calls back with the time for which this process did not run, each time that it runs again: after SIGSTOP, on a paused or starved node. A
 * virtual machine whose clock stands still while it is suspended shows nothing here, and its commands run into their time limits.
 */
export function onResume(resumed: (seconds: number) => void): NodeJS.Timeout {
  let due = process.uptime() + tickSeconds;
  return setInterval(() => {
    const late = process.uptime() - due;
    due = process.uptime() + tickSeconds;
    if (late > frozenSeconds) resumed(late);
  }, tickSeconds * 1000);
}
