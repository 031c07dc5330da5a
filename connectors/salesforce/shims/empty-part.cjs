// Stands in for the parts of jsforce that each connection makes for itself and nothing of ours touches.
module.exports = { __esModule: true, default: function EmptyPart() {} };
