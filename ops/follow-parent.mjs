// Imported by every program that the shop starts: it ends when its starter ends, even by kill -9.
const leave = () => {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => {
    try {
      process.kill(-process.pid, "SIGKILL"); // it leads a group: take along what it started
    } finally {
      process.exit(1);
    }
  }, 6_000).unref();
};

// Its own children inherit the import, but not the starter.
const starter = Number(process.env.OCTAVO_STARTER);
if (process.channel && process.ppid === starter) {
  process.channel.unref();
  process.once("disconnect", leave);
  process.on("SIGHUP", leave);
} else if (!starter && process.env.npm_lifecycle_event && process.ppid > 1) {
  // A role started by npm alone: npm, killed, tells nobody, but the parent changes.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    leave();
  }, 1_000);
  watch.unref();
  process.on("SIGHUP", leave);
}
