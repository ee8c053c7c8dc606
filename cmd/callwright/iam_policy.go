package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
)

func newIAMPolicy(a *app) *cobra.Command {
	var f targetFlags
	c := &cobra.Command{
		Use:   "iam-policy plan|apply",
		Short: "Print a least-privilege IAM policy",
		Long: `iam-policy prints an IAM policy, as JSON, that allows exactly the calls that plan or apply
makes for this configuration. It follows from the kinds and attributes in the configuration,
and calls no service. Before you remove the last block of a kind, keep the policy until
apply has deleted the objects: a policy only allows deleting the kinds that it was printed for.`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || args[0] != "plan" && args[0] != "apply" {
				return usage("which policy? Run callwright iam-policy plan or callwright iam-policy apply")
			}
			return nil
		},
		ValidArgs: []string{"plan", "apply"},
		RunE: func(_ *cobra.Command, args []string) error {
			cfg, err := a.mustLoad(&f)
			if err != nil {
				return err
			}
			if cfg.Provider.Type != "amazonconnect" {
				return usage("the provider %q needs no permissions", cfg.Provider.Type)
			}
			return printPolicy(a, cfg.Config, args[0] == "apply")
		},
	}
	f.flags(c)
	return c
}

// A policy is an IAM policy document.
type policy struct {
	Version   string
	Statement []statement
}

type statement struct {
	Sid, Effect      string
	Action, Resource []string
}

func printPolicy(a *app, cfg *config.Config, writes bool) error {
	arn := instanceARN(cfg.Provider)
	text, err := json.MarshalIndent(policyFor(arn, cfg, writes), "", "  ")
	if err != nil {
		return err
	}
	if _, err = fmt.Fprintf(a.Out, "%s\n", text); err != nil {
		return err
	}
	if strings.Contains(arn, "*") {
		a.Say("the configuration does not have the instance's ARN, so the policy is for %s; write instance = \"arn:…\" to limit it to that instance", arn)
	}
	return nil
}

// policyFor returns the policy of a plan for the configuration, or of an apply. Its
// sources are the Service Authorization Reference of Amazon Connect, by which everything
// of an instance has an ARN that begins with the instance's, and the administrator guide,
// "Required permissions for using custom IAM policies", by which looking for an instance
// and at one takes ds:DescribeDirectories, an action without resources.
//
// Assumption: UpdateUserConfig, AssociateHoursOfOperations and
// DisassociateHoursOfOperations, which the reference does not list yet, are actions of
// their names, and have the resources that their siblings have. An ARN bounds an
// instance as well as the condition key connect:InstanceId, which some of the actions
// do not know, so there are no conditions.
func policyFor(arn string, cfg *config.Config, writes bool) policy {
	managed := amazonconnect.ManagedBy(cfg.Want)
	reads, operations := managed.Reads(cfg.Asks()...), writeOperations(managed)
	if cfg.ConnectPath != nil && cfg.ConnectPath.Driver == "external" { // tags of the instance keep what people confirm
		reads = schema.SortedSet(append(reads, amazonconnect.ReadsInstanceTags))
		operations = schema.SortedSet(append(operations, amazonconnect.WritesInstanceTags()...))
	}
	within := []string{arn, arn + "/*"}
	p := policy{"2012-10-17", []statement{
		{"Read", "Allow", actions(reads), within},
		{"ReadDirectories", "Allow", []string{"ds:DescribeDirectories"}, []string{"*"}},
	}}
	if !byItself.MatchString(cfg.Provider.Instance) {
		p.Statement = append(p.Statement, statement{"FindInstance", "Allow", actions([]string{amazonconnect.FindsAlias}), []string{"*"}})
	}
	if writes && len(operations) > 0 {
		p.Statement = append(p.Statement, statement{"Write", "Allow", actions(operations), within})
	}
	for _, b := range managed.AccountResources(writes) {
		p.Statement = append(p.Statement, statement{b.Name, "Allow", actions(b.Operations), []string{beyondARN(arn, b)}})
	}
	return p
}

// writeOperations returns the operations of the steps that an apply may make, but for
// those that read: a plan may read more.
func writeOperations(managed amazonconnect.Managed) []string {
	var operations []string
	for k, attrs := range managed {
		for _, s := range apply.Possible(k, attrs) {
			if s.Access() != providers.ReadObject {
				operations = append(operations, amazonconnect.OperationsOf(s.Kind, s.Access(), s.Attrs)...)
			}
		}
	}
	return schema.SortedSet(operations)
}

// beyondARN returns the ARNs of resources in the account and Region of the instance.
func beyondARN(instance string, b amazonconnect.AccountResource) string {
	parts := strings.SplitN(instance, ":", 6)
	parts[2], parts[5] = b.Service, b.Resource
	return strings.Join(parts, ":")
}

// actions returns the IAM actions of operations, which are named alike.
func actions(operations []string) []string {
	list := make([]string, len(operations))
	for i, o := range operations {
		list[i] = "connect:" + o
	}
	return list
}

var (
	wholeARN = regexp.MustCompile(`^arn:[^:]+:connect:[^:]+:[^:]+:instance/[^/]+$`)
	// An instance that is named by its ARN or id need not be looked for.
	byItself = regexp.MustCompile(`^arn:|^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)
)

// instanceARN returns the ARN of the provider's instance, with asterisks for what the
// configuration does not tell.
func instanceARN(p config.Provider) string {
	if wholeARN.MatchString(p.Instance) {
		return p.Instance
	}
	partition, region, id := "aws", p.Region, "*"
	switch {
	case strings.HasPrefix(region, "us-gov-"):
		partition = "aws-us-gov"
	case strings.HasPrefix(region, "cn-"):
		partition = "aws-cn"
	case region == "":
		region = "*"
	}
	if byItself.MatchString(p.Instance) {
		id = p.Instance
	}
	return fmt.Sprintf("arn:%s:connect:%s:*:instance/%s", partition, region, id)
}
