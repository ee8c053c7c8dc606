package store

// Ours is ours, for tests.
var Ours = ours
