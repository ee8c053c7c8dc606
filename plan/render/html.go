package render

import (
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"io"
	"strconv"
	"strings"

	dom "maragu.dev/gomponents"
	"maragu.dev/gomponents/html"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
)

// The page is one file. Its style and its script are part of it, and its policy allows no other
// script and no request. So a page from a pull request can be opened without a worry.
var (
	//go:embed html/style.css
	styleCSS string
	//go:embed html/filter.js
	filterJS string
)

// HTML shows the plan as one page that needs no other file. It can be read without a script;
// the script only filters the changes. D is the plan's document.
func HTML(w io.Writer, p *impact.Assessment, d *document.Document, s Style) error {
	return writeNode(w, pageNode(p, d, s))
}

// pageNode returns the page of a plan. All its texts are clean (see [plan.Clean]).
func pageNode(p *impact.Assessment, d *document.Document, s Style) dom.Node {
	i, sorted := &p.Impact, sortedDiagnostics(d.Diagnostics)
	s.Command = cmp.Or(s.Command, "plan")
	service := fold(waitBlocks(i.Service), 6)
	style := styleCSS
	if service.Len() > 0 {
		style += serviceCSS
	}
	return documentNode(policy(style), "callwright "+s.Command+" · "+plan.Clean(p.Instance.Name), style,
		topNode(p, d, s),
		block(html.Main,
			dom.If(p.Scope.Partial(), leaf(html.P, html.Class("note"),
				html.B(dom.Text("Partial plan.")), space, codeNode("--only"), dom.Text(" or "), codeNode("--exclude"), dom.Text(" leaves out the rest."))),
			refusalsNode(sorted.refusals),
			meaningNode(p, s, len(sorted.refusals) > 0),
			warningsNode(fold(sorted.warnings, 12)),
			manualNode(tasks(p.Manual)),
			accessNode(fold(accessBlocks(i.Access, s.Detail), 2)),
			coverageNode(fold(coverageRows(i.Routing), 40)),
			heatNode(fold(heatBlocks(i.Heat), 2)),
			calendarsNode(fold(calendarBlocks(i.Calendars), 3)),
			serviceNode(service),
			crowdsNode(crowds(i.People)),
			changesNode(newChangeList(p, s.Detail)),
			besidesNode(p, sorted.notices),
		),
		footerNode(p, plan.Clean(d.Digest)),
		leaf(html.Script, dom.Raw(filterJS)),
	)
}

// policy returns the page's Content-Security-Policy. It allows the page's own style and script,
// by their hashes, and nothing else.
func policy(style string) string {
	hash := func(text string) string {
		sum := sha256.Sum256([]byte(text))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return "default-src 'none'; img-src data:; style-src " + hash(style) + "; script-src " + hash(filterJS) + "; base-uri 'none'; form-action 'none'"
}

// topNode returns the top of the page: the instance, what the plan counts, and what it is a plan of.
func topNode(p *impact.Assessment, d *document.Document, s Style) dom.Node {
	risk, model := "", ""
	if !p.Empty() {
		risk = riskText(p)
	}
	if p.Model != nil {
		model = modelName(p)
	}
	in := p.Instance
	fact := func(term, value string, show func(string) dom.Node) dom.Node {
		if value == "" {
			return nil
		}
		return leaf(html.Div, html.Dt(dom.Text(term)), html.Dd(show(value)))
	}
	return block(html.Header, html.Class("top"),
		leaf(html.P, html.Class("brand"), dom.Text("callwright "+s.Command)),
		leaf(html.H1, bdiNode(plan.Clean(in.Name)), space, html.Small(bdiNode(plan.Clean(strings.TrimSpace(in.Service+" "+in.Region))))),
		countsNode(p, s),
		block(html.Dl, html.Class("facts"),
			fact("Stack", plan.Clean(p.Stack), bdiNode),
			fact("To be as", model, bdiNode),
			fact("Compared with the snapshot of", plan.Clean(in.AsOf), bdiNode),
			fact("Environment", plan.Clean(d.Config.Environment), bdiNode),
			fact("Risk", risk, dom.Text),
			fact("Commit", plan.Clean(s.Commit), codeNode),
			fact("Made", plan.Clean(d.CreatedAt), dom.Text),
			fact("By", plan.Clean(strings.TrimSpace(d.Tool.Name+" "+d.Tool.Version)), dom.Text),
			fact("Digest", plan.Clean(d.Digest), digestNode),
		),
	)
}

// countsNode counts the objects of each action.
func countsNode(p *impact.Assessment, s Style) dom.Node {
	return block(html.Ul, html.Class("counts"), html.Aria("label", "Changes"),
		each(plan.Actions, func(a plan.Action) dom.Node {
			n, words := p.Count(a), toDo(p, a)
			switch {
			case n == 0:
				return nil
			case s.Command == "drift" && a == plan.Create:
				words = "missing"
			case s.Command == "drift":
				words = "changed since the last apply"
			}
			return leaf(html.Li, signNode(a.Sign()), space, html.B(numberNode(n)), dom.Text(" "+words))
		}),
		leaf(html.Li, html.Class("quiet"), dom.Textf("%d unchanged", p.Noop)),
	)
}

// footerNode says what applying the plan takes.
func footerNode(p *impact.Assessment, digest string) dom.Node {
	if p.Empty() {
		return block(html.Footer)
	}
	takes := "Applying takes about " + impact.Count(p.Estimate.Calls, "call")
	if p.Estimate.Seconds != 0 {
		takes += ", " + strconv.Itoa(p.Estimate.Seconds) + " s"
	}
	var required dom.Node
	if digest != "" {
		required = dom.Group{dom.Text(", and requires the digest "), digestNode(digest)}
	}
	return block(html.Footer, leaf(html.P, dom.Text(takes), required, dom.Text(".")))
}
