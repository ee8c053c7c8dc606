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

// PlansSchema is the JSON Schema, of draft 2020-12, of the plans of several environments. It refers
// to plan.schema.json.
//
//go:embed plans.schema.json
var PlansSchema []byte

// ApplySchema is the JSON Schema, of draft 2020-12, of the results of applying several environments.
//
//go:embed apply.schema.json
var ApplySchema []byte
