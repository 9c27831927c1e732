using System.Text.Json;

namespace ServerlessTraining.Cli.Tests.Cloud;

/// <summary>st cloud what-if and deploy, with processes in place of azd.</summary>
public sealed class AzdCommandsTests : IDisposable
{
    private readonly FakeMachine machine = new();

    public void Dispose() => machine.Dispose();

    [Fact]
    public async Task WhatIf_Ready_ShowsWhatAzdSaysAndThatNothingWasMade()
    {
        machine.On("azd", "provision", "Create : Storage account : st1\\nCreate : Function App : func", errors: "a warning");

        CommandRun run = await machine.RunAsync("what-if");

        Assert.Equal(0, run.Code);
        Assert.Contains($"subscription   Research ({FakeMachine.SubscriptionId})", run.Output, StringComparison.Ordinal);
        Assert.Contains("Create : Storage account : st1\nCreate : Function App : func\n", run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("a warning", run.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was made. Hooks are not previewed", run.Output, StringComparison.Ordinal);
        Assert.Equal("[provision][--preview][--no-prompt][--environment][training]", machine.Calls("azd")[^1]);
    }

    [Fact]
    public async Task WhatIf_OtherEnvironment_IsTheOneThatIsAsked()
    {
        machine.On("azd", "provision", "");

        Assert.Equal(0, (await machine.RunAsync("what-if", "-e", "other")).Code);

        Assert.Contains("[env][get-values][--environment][other][--no-prompt][--output][json]", machine.Calls("azd"));
        Assert.Equal("[provision][--preview][--no-prompt][--environment][other]", machine.Calls("azd")[^1]);
    }

    [Fact]
    public async Task WhatIf_AzdFails_Fails()
    {
        machine.On("azd", "provision", "", code: "7", errors: "ERROR: AuthorizationFailed for you");

        CommandRun run = await machine.RunAsync("what-if");

        Assert.Equal(1, run.Code);
        Assert.Contains("azd ended with 7. Nothing was made.", run.Output, StringComparison.Ordinal);
        Assert.Contains("it must be Owner, or Contributor and User Access Administrator", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIf_Json_HasChecksExitCodeAndLines()
    {
        machine.On("azd", "provision", "one\\ntwo", code: "7");

        CommandRun run = await machine.RunAsync("what-if", "--json");

        Assert.Equal(1, run.Code);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Equal(7, json.RootElement.GetProperty("exit_code").GetInt32());
        Assert.Equal(["one", "two"], json.RootElement.GetProperty("lines").EnumerateArray().Select(line => line.GetString()));
        Assert.Equal(8, json.RootElement.GetProperty("checks").EnumerateArray().Count(check => check.GetProperty("ok").GetBoolean()));
    }

    [Fact]
    public async Task WhatIf_JsonWithoutTools_HasTheChecksAndNoExitCode()
    {
        machine.Remove("azd");

        CommandRun run = await machine.RunAsync("what-if", "--json");

        Assert.Equal(1, run.Code);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("exit_code").ValueKind);
        JsonElement azd = json.RootElement.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == "azd");
        Assert.Equal("missing", azd.GetProperty("state").GetString());
    }

    [Theory]
    [InlineData(null, "deploy")]
    [InlineData("y", "deploy", "--json")]
    public async Task Deploy_NobodyCanBeAsked_IsWrongUsageAndStartsNothing(string? typed, params string[] arguments)
    {
        CommandRun run = await machine.RunAsync(typed, arguments);

        Assert.Equal(2, run.Code);
        Assert.Contains("nobody can be asked here. Say --yes where that is meant", run.Errors, StringComparison.Ordinal);
        Assert.Empty(machine.Calls("azd"));
    }

    [Theory]
    [InlineData("n\n")]
    [InlineData("")]
    public async Task Deploy_NotConfirmed_StartsNothing(string typed)
    {
        CommandRun run = await machine.RunAsync(typed, ["deploy"]);

        Assert.Equal(1, run.Code);
        Assert.Contains("Nothing was started.", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(machine.Calls("azd"), call => call.StartsWith("[up]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deploy_Confirmed_ShowsWhereAndRunsAzdUp()
    {
        machine.On("azd", "up", "SUCCESS: it is there");

        CommandRun run = await machine.RunAsync("y\n", ["deploy"]);

        Assert.Equal(0, run.Code);
        string[] shown =
        [
            "environment 'training'", "subscription   Research", "region         westeurope", "Deploy? [y/N]", "SUCCESS: it is there", "Deployed. How it is: ./st cloud status",
        ];
        int[] places = [.. shown.Select(text => run.Output.IndexOf(text, StringComparison.Ordinal))];
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.Equal("[up][--no-prompt][--environment][training]", machine.Calls("azd")[^1]);
    }

    [Theory]
    [InlineData("QuotaExceeded: cores", "azd env set ST_GPU_PROFILE none")]
    [InlineData("cannot create RoleAssignment", "Owner, or Contributor and User Access Administrator")]
    [InlineData("anything", "Mend it and run ./st cloud deploy again: it changes only what differs.")]
    public async Task Deploy_AzdFails_SaysWhatToDo(string said, string advice)
    {
        machine.On("azd", "up", "", code: "1", errors: said);

        CommandRun run = await machine.RunAsync("deploy", "--yes");

        Assert.Equal(1, run.Code);
        Assert.Contains("azd ended with 1. What is made so far stays.", run.Output, StringComparison.Ordinal);
        Assert.Contains(advice, run.Errors, StringComparison.Ordinal);
    }
}
