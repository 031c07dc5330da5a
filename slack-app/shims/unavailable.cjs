// Stands in for the parts of Bolt that listen on sockets and ports, which this Worker never does.
function Unavailable() {
  throw new Error('This part of Bolt is not available in a Worker.');
}

module.exports = new Proxy(Unavailable, {
  get: (target, name) => (name === '__esModule' ? true : target),
});
