// Bundles the tests and runs them: all of them, or those whose names are given.
import { bundleTests, runTests } from "./bundle-tests.mjs";

const names = process.argv.slice(2);
const files = await bundleTests("test");
process.exitCode = await runTests(files.filter((file) => names.length === 0 || names.some((name) => file.includes(name))));
