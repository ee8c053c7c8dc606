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

// newIAMPolicy returns the command iam-policy. A pipeline has two roles: the one that plans
// on a pull request may only read, and the one that applies after the merge may write:
//
//	callwright iam-policy plan > plan-policy.json
//	callwright iam-policy apply > apply-policy.json
func newIAMPolicy(a *app) *cobra.Command {
	var f targetFlags
	c := &cobra.Command{
		Use:   "iam-policy plan|apply",
		Short: "Print a least-privilege IAM policy",
		Long: `iam-policy prints an IAM policy, as JSON, that allows exactly the calls that plan or apply
makes for this configuration. It follows from the kinds and attributes in the configuration,
and calls no service. Before you remove the last block of a kind, keep the policy until
apply has deleted the objects: a policy only allows deleting the kinds that it was printed for.`,
		Example: `  callwright iam-policy plan > plan-policy.json
  callwright iam-policy apply --env prod > apply-policy.json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || args[0] != "plan" && args[0] != "apply" {
				return usage("which policy? Run callwright iam-policy plan or callwright iam-policy apply")
			}
			return nil
		},
		ValidArgs: []string{"plan", "apply"},
		RunE: func(c *cobra.Command, args []string) error {
			cfg, err := a.mustLoad(c.Context(), &f)
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

// A policy is an IAM policy document. Its fields have the names that IAM expects.
type policy struct {
	Version   string
	Statement []statement
}

// A statement allows actions on resources.
type statement struct {
	Sid, Effect      string
	Action, Resource []string
}

// printPolicy prints the policy, and how to make it narrower if the configuration does not
// name the instance by its ARN.
func printPolicy(a *app, cfg *config.Config, writes bool) error {
	arn := instanceARN(cfg.Provider)
	text, err := json.MarshalIndent(policyFor(arn, cfg, writes), "", "  ")
	if err != nil {
		return err
	}
	if _, err = fmt.Fprintf(a.dataOut("json"), "%s\n", text); err != nil {
		return err
	}
	if strings.Contains(arn, "*") {
		a.Say("the configuration does not have the instance's ARN, so the policy is for %s; write instance = \"arn:…\" to limit it to that instance", arn)
	}
	return nil
}

// policyFor returns the policy that plan needs for the configuration, or, if writes is
// true, apply. It follows two documents of AWS:
//
//   - The Service Authorization Reference of Amazon Connect: the ARNs of everything in an
//     instance begin with the ARN of the instance.
//   - The administrator guide, "Required permissions for using custom IAM policies":
//     listing and describing instances also needs ds:DescribeDirectories, which cannot be
//     limited to a resource.
//
// The reference does not list UpdateUserConfig, AssociateHoursOfOperations and
// DisassociateHoursOfOperations yet. We assume that the actions have the names of the
// operations, and the same resources as similar actions.
//
// The policy limits actions to an instance by its ARN. The condition key
// connect:InstanceId would do the same, but some of the actions do not support it.
func policyFor(arn string, cfg *config.Config, writes bool) policy {
	managed := amazonconnect.ManagedBy(cfg.Want)
	reads, operations := managed.Reads(cfg.Asks()...), writeOperations(managed)
	if len(cfg.Provider.AIAgents) > 0 {
		reads = schema.SortedSet(append(reads, amazonconnect.ReadsAIAgents))
	}
	if cfg.ConnectPath != nil && cfg.ConnectPath.Driver == "external" { // confirmations are kept in tags of the instance
		reads = schema.SortedSet(append(reads, amazonconnect.ReadsInstanceTags))
		operations = schema.SortedSet(append(operations, amazonconnect.WritesInstanceTags()...))
	}
	within := []string{arn, arn + "/*"}
	p := policy{"2012-10-17", []statement{
		{"Read", "Allow", actions(reads), within},
		{"ReadDirectories", "Allow", []string{"ds:DescribeDirectories"}, []string{"*"}},
	}}
	if !arnOrID.MatchString(cfg.Provider.Instance) {
		p.Statement = append(p.Statement, statement{"FindInstance", "Allow", actions([]string{amazonconnect.FindsAlias}), []string{"*"}})
	}
	if writes && len(operations) > 0 {
		p.Statement = append(p.Statement, statement{"Write", "Allow", actions(operations), within})
	}
	for _, b := range managed.AccountResources(writes) {
		p.Statement = append(p.Statement, statement{b.Name, "Allow", actions(b.Operations), []string{accountARN(arn, b)}})
	}
	return p
}

// writeOperations returns the operations that apply may call to write. It leaves out those
// that read an object again before a write: a plan reads the same ones, so the statement
// "Read" has them.
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

// accountARN returns the ARN of resources that belong to the account of the instance, and
// not to the instance itself, such as phone numbers:
//
//	arn:aws:connect:eu-west-2:123456789012:phone-number/*
func accountARN(instance string, b amazonconnect.AccountResource) string {
	parts := strings.SplitN(instance, ":", 6)
	parts[2], parts[5] = b.Service, b.Resource
	return strings.Join(parts, ":")
}

// actions returns the IAM actions of operations, which have the same names: the action of
// CreateQueue is connect:CreateQueue.
func actions(operations []string) []string {
	list := make([]string, len(operations))
	for i, o := range operations {
		list[i] = "connect:" + o
	}
	return list
}

var (
	wholeARN = regexp.MustCompile(`^arn:[^:]+:connect:[^:]+:[^:]+:instance/[^/]+$`)
	// An instance with another name is an alias, which has to be looked up.
	arnOrID = regexp.MustCompile(`^arn:|^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)
)

// instanceARN returns the ARN of the provider's instance, with asterisks for the parts
// that the configuration does not have: arn:aws:connect:eu-west-2:*:instance/* for an
// alias in eu-west-2.
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
	if arnOrID.MatchString(p.Instance) {
		id = p.Instance
	}
	return fmt.Sprintf("arn:%s:connect:%s:*:instance/%s", partition, region, id)
}
