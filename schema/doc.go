// Package schema is the ground that callwright stands on: the kinds of object
// that it manages, their attributes and rules, and the states they form.
//
// A [Kind] is a plain struct with a table of fields that point into it, in the
// manner of the standard flag package. The table is the only description of a
// kind: reading the language, comparing, printing and the plan's JSON all go by
// it. [Kinds] lists the kinds once.
//
// A [Resource] is one object, either desired (read from a configuration) or live
// (read from a service); a [State] is a sorted set of them. References between
// resources are names: the natural key of the object that is meant. Names are
// known before anything exists, so a state holds no unknown values.
//
// The package does no I/O and knows no service.
package schema
