// Package callwright is config-as-code for contact centres: a team keeps who
// answers which call, and who may do what, in files; callwright plans what a
// change would do to the live contact centre and applies it. The package holds no
// code. The program is in cmd/callwright. Package schema is the vocabulary, with
// the language in schema/config and schema/format; plan compares what is wanted
// with what is live; apply carries a plan out; providers speak to the services.
// See docs/architecture.md. No API is promised: any package may change with any version.
package callwright
