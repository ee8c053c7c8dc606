// Package docs carries the documents that the program itself prints.
package docs

import _ "embed" // for the documents

// PlanSchema is the JSON Schema, of draft 2020-12, of a plan as JSON.
//
//go:embed plan.schema.json
var PlanSchema []byte

// SnapshotSchema is the JSON Schema, of draft 2020-12, of a snapshot.
//
//go:embed snapshot.schema.json
var SnapshotSchema []byte
