// Runs named checks one after the other and keeps count: one line each, the reason below a failure.

export function createReport(label) {
  let passed = 0;
  let failed = 0;
  return {
    /** Runs a check; it fails by throwing. Returns what it returned, or undefined. */
    async check(name, run) {
      try {
        const result = await run();
        passed += 1;
        console.log(`ok    ${name}`);
        return result;
      } catch (error) {
        failed += 1;
        console.log(`FAIL  ${name}\n${String(error.message ?? error).replace(/^/gm, '      ')}`);
        return undefined;
      }
    },
    /** Prints the last line and sets the exit code. */
    end() {
      console.log(
        failed === 0
          ? `${label}: ${passed} checks passed`
          : `${label}: ${passed} checks passed, ${failed} failed`,
      );
      if (failed > 0) process.exitCode = 1;
    },
  };
}
