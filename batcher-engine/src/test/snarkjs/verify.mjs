// Says what snarkjs thinks of each proof of a file: usage: node verify.mjs FILE. A line of the file is a JSON array of
// three texts: verification_key.json, public.json, proof.json. A line of the output is "true", "false" or "error: why".
import { readFileSync, writeSync } from "node:fs";
import { groth16 } from "snarkjs";

for (const line of readFileSync(process.argv[2], "utf8").split("\n").filter((text) => text)) {
  let answer;
  try {
    const [key, inputs, proof] = JSON.parse(line).map((text) => JSON.parse(text));
    answer = String(await groth16.verify(key, inputs, proof));
  } catch (error) {
    answer = "error: " + String(error.message).replaceAll("\n", " ");
  }
  writeSync(1, answer + "\n");
}
// snarkjs' worker threads would keep the process alive.
process.exit(0);
