package main

import (
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/rogpeppe/go-internal/testscript"
)

// A hoursClient changes the overrides of hours of operation through the API, as another
// program would.
type hoursClient struct {
	*connect.Client
	instance, hours *string
}

// hoursAt returns a client for the hours with the name.
func hoursAt(ts *testscript.TestScript, port, name string) hoursClient {
	ctx := context.Background()
	c := hoursClient{Client: connect.New(connect.Options{
		Region: "eu-west-2", BaseEndpoint: aws.String("http://127.0.0.1:" + port),
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "example"}, nil
		}),
	})}
	instances, err := c.ListInstances(ctx, &connect.ListInstancesInput{})
	ts.Check(err)
	c.instance = instances.InstanceSummaryList[0].Id
	all, err := c.ListHoursOfOperations(ctx, &connect.ListHoursOfOperationsInput{InstanceId: c.instance})
	ts.Check(err)
	for _, h := range all.HoursOfOperationSummaryList {
		if aws.ToString(h.Name) == name {
			c.hours = h.Id
		}
	}
	if c.hours == nil {
		ts.Fatalf("there are no hours %q", name)
	}
	return c
}

// addOverrides creates overrides from a file with the requests, as a list in JSON:
// addoverrides PORT HOURS FILE.
func addOverrides(ts *testscript.TestScript, _ bool, args []string) {
	c := hoursAt(ts, args[0], args[1])
	var requests []connect.CreateHoursOfOperationOverrideInput
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[2])), &requests))
	for i := range requests {
		requests[i].InstanceId, requests[i].HoursOfOperationId = c.instance, c.hours
		_, err := c.CreateHoursOfOperationOverride(context.Background(), &requests[i])
		ts.Check(err)
	}
}

// listOverrides writes the overrides of hours to a file, without their ids:
// overrides PORT HOURS FILE.
func listOverrides(ts *testscript.TestScript, _ bool, args []string) {
	c := hoursAt(ts, args[0], args[1])
	out, err := c.ListHoursOfOperationOverrides(context.Background(), &connect.ListHoursOfOperationOverridesInput{InstanceId: c.instance, HoursOfOperationId: c.hours})
	ts.Check(err)
	list := out.HoursOfOperationOverrideList
	for i := range list {
		list[i].HoursOfOperationArn, list[i].HoursOfOperationId, list[i].HoursOfOperationOverrideId = nil, nil, nil
	}
	slices.SortFunc(list, func(a, b types.HoursOfOperationOverride) int { return strings.Compare(*a.Name, *b.Name) })
	text, err := json.MarshalIndent(list, "", " ")
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), text, 0o644))
}
