// Compiles each contract beside this file into artifacts/<Contract>.json, the same to the byte each time.
// With --check it writes nothing, names each artifact that differs, and ends 1 when one does.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import solc from 'solc';

const folder = import.meta.dirname;
const check = process.argv.includes('--check');

// Without metadata the bytecode depends on the code only, not on comments. Cancun: what devnets and test networks all run.
const settings = {
  evmVersion: 'cancun',
  optimizer: { enabled: true, runs: 200 },
  metadata: { bytecodeHash: 'none', appendCBOR: false },
  outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object'] } },
};

const sources = Object.fromEntries(
  fs.readdirSync(folder)
    .filter((file) => file.endsWith('.sol'))
    .sort()
    .map((file) => [file, { content: fs.readFileSync(path.join(folder, file), 'utf8') }]),
);
const output = JSON.parse(solc.compile(JSON.stringify({ language: 'Solidity', sources, settings })));
for (const problem of output.errors ?? []) {
  console.error(problem.formattedMessage);
}
if ((output.errors ?? []).length > 0) {
  process.exit(1); // a warning is an error
}

let stale = 0;
for (const [source, contracts] of Object.entries(output.contracts)) {
  for (const [contract, compiled] of Object.entries(contracts)) {
    const artifact = JSON.stringify({
      contract,
      source,
      sourceSha256: crypto.createHash('sha256').update(sources[source].content).digest('hex'),
      solc: solc.version(),
      settings,
      abi: compiled.abi,
      bytecode: '0x' + compiled.evm.bytecode.object,
      deployedBytecode: '0x' + compiled.evm.deployedBytecode.object,
    }, null, 1) + '\n';
    const file = path.join(folder, 'artifacts', contract + '.json');
    if (!check) {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, artifact);
    } else if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== artifact) {
      console.error('stale: ' + file + '; run: node compile.mjs');
      stale++;
    }
  }
}
process.exit(stale === 0 ? 0 : 1);
