using System.Net;

namespace ServerlessTraining.Cli.Tests;

public sealed class ApiProblemTests
{
    [Fact]
    public void Text_OfARefusedDocument_HasEachErrorOnce()
    {
        const string Problem = """
            {"status":400,"detail":"The training request has 2 errors:\n  1:1 a rule of the whole\n  1:10 model: must be ridge, but is the text 'tree'",
             "errors":[{"field":"the body","value":null,"allowed":"a rule of the whole"},{"field":"model","value":"\"tree\"","allowed":"must be ridge, but is the text 'tree'"}]}
            """;

        string text = ApiProblem.Text(new Uri("http://127.0.0.1:7071/api/training/start"), HttpStatusCode.BadRequest, Problem);

        Assert.Equal("The training request has 2 errors:\n  1:1 a rule of the whole\n  1:10 model: must be ridge, but is the text 'tree'", text);
    }

    [Fact]
    public void Text_FaultThatTheDetailHas_IsSaidOnce()
    {
        const string Body = """
            {"detail":"The training request has 1 error:\n  1:12 horizon: must be a whole number from 1 to 1000, but is 0",
             "errors":[{"field":"horizon","value":"0","allowed":"must be a whole number from 1 to 1000, but is 0"},{"field":"model","value":"tree","allowed":"lightgbm or ridge"}]}
            """;

        string text = ApiProblem.Text(new Uri("http://127.0.0.1/api"), HttpStatusCode.BadRequest, Body);

        Assert.Equal(
            ["The training request has 1 error:", "  1:12 horizon: must be a whole number from 1 to 1000, but is 0", "  model: tree; allowed: lightgbm or ridge"],
            text.Split('\n'));
    }
}
