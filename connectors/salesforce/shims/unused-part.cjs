// Stands in for the parts of jsforce no call of ours reaches, which weigh three times those it needs.
function UnusedPart() {
  throw new Error('This part of jsforce is not in the bundle.');
}

// What jsforce itself calls while it loads and for each connection.
UnusedPart.emit = () => undefined;

module.exports = { __esModule: true, default: UnusedPart, getBodySize: () => 0 };
