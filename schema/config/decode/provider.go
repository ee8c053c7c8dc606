package decode

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/gocty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// A Provider is the content of the provider block. Without a block, its type is "local".
type Provider struct {
	Type     string
	Instance string
	Region   string
	Account  string // of AWS, 12 digits; "" if the block does not say it
	Endpoint string
	Path     string
	AIAgents []string           // ARNs
	Rates    map[string]float64 // operation → calls a second, for operations in the block
	Range    hcl.Range          // of the block's header; zero if there is no block
}

// The types of providers.
const (
	amazonConnect = "amazonconnect"
	embedded      = "local"
)

// providerFields are the attributes of each provider's block.
var providerFields = map[string][]string{
	amazonConnect: {"instance", "region", "account", "endpoint", "rates", "ai_agents"},
	embedded:      {"path"},
}

// A providerReader reads the block of the main provider.
type providerReader struct{ *fieldReader }

// read reads the block into p. Rates can name the operations, or any operation if
// operations is nil.
func (f providerReader) read(p *Provider, operations []string) {
	label := f.block.Labels[0]
	words, ok := providerFields[label]
	if !ok {
		types := keys(providerFields)
		hint := diag.Suggest(label, append(types, schema.ConnectPathProvider))
		if label == "aws" || label == "awscc" { // Terraform's
			hint = ` Write provider "amazonconnect" { instance = "…", region = "…" }.`
		}
		f.report(diag.UnknownProvider.In(f.block.LabelRanges[0], "Unknown provider %q.%s The providers are %s, and %s beside either of them.", label, hint, strings.Join(types, " and "), schema.ConnectPathProvider))
		return
	}
	f.checkContents(words...)
	f.sensitive = true
	p.Type, p.Range = label, f.block.DefRange()
	path, at, _ := f.optionalText("path")
	if path != "" && !PathAllowed(path) {
		f.report(diag.PathNotAllowed.In(at, "The file of the embedded contact centre must be in the configuration's folder, or in a folder below it: a path such as \"data/trial.db\"."))
	}
	p.Path = path
	if p.Type == amazonConnect {
		f.readAmazonConnect(p)
		p.Rates = f.readRates(operations)
		p.AIAgents = f.readAgents()
	}
}

// regionForm matches an AWS region, such as eu-west-2 and us-gov-east-1.
var regionForm = regexp.MustCompile(`^[a-z]{2}(-[a-z]+)+-\d+$`)

// instanceForm matches the ARN of an instance, with its Region and account.
var instanceForm = regexp.MustCompile(`^arn:[a-z-]+:connect:([a-z0-9-]+):(\d{12}):instance/`)

// accountForm matches the number of an AWS account.
var accountForm = regexp.MustCompile(`^\d{12}$`)

// readAmazonConnect reads the instance, the region, the account and the endpoint.
func (f providerReader) readAmazonConnect(p *Provider) {
	p.Instance = f.readInstance(p.Range)
	region, at, _ := f.optionalText("region")
	if region != "" && !regionForm.MatchString(region) {
		f.report(diag.InvalidRegion.In(at, "This is not an AWS region; use one such as \"eu-west-2\"."))
	}
	endpoint, at, _ := f.optionalText("endpoint")
	if !EndpointAllowed(endpoint) {
		f.report(diag.EndpointNotAllowed.In(at, "A configuration can only name hosts of Amazon Connect, such as \"https://connect.eu-west-2.amazonaws.com\", or of this machine, such as \"http://127.0.0.1:4510\". Set any other endpoint with AWS_ENDPOINT_URL_CONNECT."))
	}
	p.Region, p.Endpoint = region, endpoint
	if m := instanceForm.FindStringSubmatch(p.Instance); m != nil {
		p.Region, p.Account = cmp.Or(p.Region, m[1]), m[2]
	}
	account, at, _ := f.optionalText("account")
	switch {
	case account == "":
	case !accountForm.MatchString(account):
		f.report(diag.InvalidAccount.In(at, "An AWS account has 12 digits, in quotes: account = \"123456789012\"."))
	case p.Account != "" && account != p.Account:
		f.report(diag.InvalidAccount.In(at, "The instance is in account %s, as its ARN says. Remove account, or correct one of them.", p.Account))
	default:
		p.Account = account
	}
}

// readInstance reads the id, ARN or alias of the instance, which the block must have.
func (f providerReader) readInstance(header hcl.Range) string {
	v, at, ok := f.value("instance")
	missing := f.written("instance") == nil || isNull(v)
	instance := ""
	if ok {
		instance, _, ok = f.toText("instance", v, at)
		missing = ok && instance == ""
	}
	if missing {
		f.report(diag.MissingInstance.In(header, "The provider needs an instance's ID, ARN or alias: instance = \"…\"."))
	}
	return instance
}

// mostAgents is how many AI agents a configuration can name. A plan makes a call for each.
const mostAgents = 50

// agentForm matches the ARN of an AI agent, perhaps with its version.
var agentForm = regexp.MustCompile(`^arn:[a-z-]+:[a-z]+:[a-z0-9-]+:\d{12}:ai-agent/\S+$`)

// readAgents reads the ARNs of AI agents.
func (f providerReader) readAgents() []string {
	v, at, ok := f.value("ai_agents")
	if !ok {
		return nil
	}
	list, err := convert.Convert(v, cty.Set(cty.String))
	if err != nil || list.IsNull() || !list.IsWhollyKnown() || list.LengthInt() > mostAgents {
		f.report(diag.WrongType.In(at, "ai_agents must be a list of at most %d ARNs of AI agents: ai_agents = [\"arn:aws:wisdom:…:ai-agent/…\"].", mostAgents))
		return nil
	}
	var agents []string
	for _, arn := range list.AsValueSlice() {
		if arn.IsNull() || !agentForm.MatchString(arn.AsString()) {
			f.report(diag.WrongType.In(at, "ai_agents must have ARNs of AI agents, such as \"arn:aws:wisdom:eu-west-2:123456789012:ai-agent/…\"."))
			return nil
		}
		agents = append(agents, arn.AsString())
	}
	return agents
}

// mostRate is the highest rate that a configuration can set, in calls a second.
const mostRate = 1000

// readRates reads the limits of how often callwright calls an operation.
func (f providerReader) readRates(operations []string) map[string]float64 {
	v, at, ok := f.value("rates")
	if !ok {
		return nil
	}
	if !isMap(v) {
		f.report(diag.WrongType.In(at, "rates must be an object with the calls a second for each operation: rates = { ListUsers = 10 }."))
		return nil
	}
	rates := map[string]float64{}
	for it := v.ElementIterator(); it.Next(); {
		key, n := it.Element()
		operation := key.AsString()
		path := diag.Path("rates").GetAttr(operation)
		if operations != nil && !slices.Contains(operations, operation) {
			f.place(diag.UnknownOperation.At(path, "callwright does not call an Amazon Connect operation named %q.%s", operation, diag.Suggest(operation, operations)))
			continue
		}
		var rate float64
		number, err := convert.Convert(n, cty.Number)
		if err != nil || number.IsNull() || gocty.FromCtyValue(number, &rate) != nil || rate <= 0 || rate > mostRate {
			f.place(diag.InvalidRate.At(path, "%s must be a number of calls a second, more than 0 and at most %d.", operation, mostRate))
			continue
		}
		rates[operation] = rate
	}
	return rates
}
