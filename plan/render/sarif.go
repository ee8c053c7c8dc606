package render

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/schema/diag"
)

// The parts of a SARIF log that callwright writes (OASIS, Static Analysis Results Interchange
// Format 2.1.0).
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool        `json:"tool"`
		ColumnKind string           `json:"columnKind"`
		Automation *sarifAutomation `json:"automationDetails,omitempty"`
		Results    []sarifResult    `json:"results"`
	}
	sarifAutomation struct {
		ID string `json:"id"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		Version        string      `json:"version,omitempty"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               string       `json:"id"`
		ShortDescription sarifMessage `json:"shortDescription"`
		HelpURI          string       `json:"helpUri,omitempty"`
	}
	sarifResult struct {
		RuleID              string            `json:"ruleId"`
		RuleIndex           int               `json:"ruleIndex"`
		Level               string            `json:"level"`
		Message             sarifMessage      `json:"message"`
		Locations           []sarifLocation   `json:"locations"`
		PartialFingerprints map[string]string `json:"partialFingerprints"`
	}
	sarifMessage struct {
		Text string `json:"text"`
	}
	sarifLocation struct {
		Physical *sarifPhysical `json:"physicalLocation,omitempty"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI       string `json:"uri"`
		URIBaseID string `json:"uriBaseId"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndLine     int `json:"endLine,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
	sarifLogical struct {
		FullyQualifiedName string `json:"fullyQualifiedName"`
	}
)

const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

// homePage is the web page of the tool.
const homePage = "https://github.com/callwright/callwright"

// SARIF shows diagnostics as a SARIF 2.1.0 log, for code scanning. It has a rule for each code,
// and a result for each place: 40 users with the same misspelt queue are 40 results. Files are
// relative to the root of the sources. The environment, if any, tells the log from those of other
// environments.
func SARIF(w io.Writer, tool document.Tool, environment string, diags []document.Diagnostic) error {
	return sarif(w, sarifRunOf(tool, environment, diags))
}

// sarif writes a log of runs.
func sarif(w io.Writer, runs ...sarifRun) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(sarifLog{sarifSchema, "2.1.0", runs})
}

// sarifRunOf returns the run of one environment.
func sarifRunOf(tool document.Tool, environment string, diags []document.Diagnostic) sarifRun {
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: cmp.Or(tool.Name, "callwright"), Version: tool.Version, InformationURI: homePage, Rules: []sarifRule{}}},
		ColumnKind: "unicodeCodePoints",
		Results:    []sarifResult{},
	}
	if environment != "" {
		run.Automation = &sarifAutomation{"callwright/" + plan.Clean(environment) + "/"}
	}
	var codes []string
	for i := range diags {
		codes = append(codes, ruleOf(&diags[i]))
	}
	slices.Sort(codes)
	codes = slices.Compact(codes)
	for _, code := range codes {
		at := slices.IndexFunc(diags, func(d document.Diagnostic) bool { return ruleOf(&d) == code })
		title := diags[at].Summary
		if e, ok := diag.Lookup(code); ok {
			title = e.Summary
		}
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{code, sarifMessage{plan.Clean(title)}, diags[at].Doc})
	}
	for i := range diags {
		run.Results = append(run.Results, sarifResults(&diags[i], slices.Index(codes, ruleOf(&diags[i])))...)
	}
	return run
}

// ruleOf returns the rule of a diagnostic, which is its code. Notices have no codes, so they
// share the rule "notice".
func ruleOf(d *document.Diagnostic) string { return cmp.Or(d.Code, d.Severity) }

// sarifResults returns a result for each place of a diagnostic.
func sarifResults(d *document.Diagnostic, rule int) []sarifResult {
	level := map[string]string{"error": "error", "warning": "warning"}[d.Severity]
	one := func(detail, address string, at *document.RangeDoc) sarifResult {
		return sarifResult{
			RuleID: ruleOf(d), RuleIndex: rule, Level: cmp.Or(level, "note"),
			Message:             sarifMessage{sarifText(strings.TrimRight(d.Summary+". "+detail, " "))},
			Locations:           sarifLocations(address, at),
			PartialFingerprints: map[string]string{"callwright/v1": fingerprint(ruleOf(d), address, at, d.Summary)},
		}
	}
	results := []sarifResult{one(d.Detail, d.Address, d.Range)}
	for _, r := range d.Related {
		results = append(results, one(cmp.Or(r.Detail, d.Detail), r.Address, r.Range))
	}
	return results
}

// sarifText returns text as a message. `[text](target)` in a message is a link (SARIF 2.1.0,
// 3.11.6), so brackets are escaped.
func sarifText(s string) string {
	var lines []string
	for line := range strings.SplitSeq(strings.TrimRight(s, "\n"), "\n") {
		lines = append(lines, plan.Clean(line))
	}
	return strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`).Replace(strings.Join(lines, "\n"))
}

// fingerprint identifies a result from run to run, even if its line changes. It digests the
// code and the object's address. A result without an address has its file and summary instead.
// So code scanning does not show an old result as new when somebody adds a line above it.
func fingerprint(code, address string, at *document.RangeDoc, summary string) string {
	if address == "" && at != nil {
		address = at.Filename
	}
	if address == "" || at != nil && address == at.Filename {
		address += "\x00" + summary
	}
	sum := sha256.Sum256([]byte(code + "\x00" + address))
	return hex.EncodeToString(sum[:16])
}

// sarifLocations returns the place in a file and the address of the object, if there are any.
func sarifLocations(address string, at *document.RangeDoc) []sarifLocation {
	var l sarifLocation
	if at != nil {
		l.Physical = &sarifPhysical{Artifact: sarifArtifact{(&url.URL{Path: path.Clean(at.Filename)}).EscapedPath(), "%SRCROOT%"}}
		if at.Start.Line > 0 {
			l.Physical.Region = &sarifRegion{at.Start.Line, at.Start.Column, max(at.Start.Line, at.End.Line), at.End.Column}
		}
	}
	if address != "" {
		l.Logical = []sarifLogical{{plan.Clean(address)}}
	}
	if l.Physical == nil && l.Logical == nil {
		return []sarifLocation{}
	}
	return []sarifLocation{l}
}
