using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.LocalHost.Discovery;

namespace ServerlessTraining.LocalHost.Tests;

public sealed class FunctionDiscoveryTests
{
    [Fact]
    public void Find_HttpFunction_HasRouteAndVerbs()
    {
        HttpFunction found = Assert.Single(FunctionDiscovery.Find(typeof(Good)));

        Assert.Equal(("Item", "items/{id}"), (found.Name, found.Route));
        Assert.Equal(["GET"], found.Verbs);
    }

    [Fact]
    public void Find_WhatItDoesNotKnow_NamesEveryFunctionAndWhatIsKnown()
    {
        string message = Assert.Throws<LocalHostException>(() => FunctionDiscovery.Find(typeof(Bad))).Message;

        Assert.Contains("function 'Tick' uses [TimerTrigger] on 'timer', which is not known here", message, StringComparison.Ordinal);
        Assert.Contains("function 'Keyed' uses [HttpTrigger] of level Function, which is not known here", message, StringComparison.Ordinal);
        Assert.Contains("function 'Context' has the parameter 'context' of type FunctionContext", message, StringComparison.Ordinal);
        Assert.Contains("function 'Text' returns String", message, StringComparison.Ordinal);
        Assert.Contains("function 'None' has no trigger", message, StringComparison.Ordinal);
        Assert.Contains("Known are: [HttpTrigger] of level Anonymous", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_SameNameTwice_IsRefused() =>
        Assert.Contains("'Item' is declared 2 times", Assert.Throws<LocalHostException>(() => FunctionDiscovery.Find(typeof(Good), typeof(Good))).Message, StringComparison.Ordinal);

    private static class Good
    {
        [Function("Item")]
        public static IResult Item([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id}")] HttpRequest request, int id) =>
            Results.Ok(new { request.Path, id });
    }

    private static class Bad
    {
        [Function("Tick")]
        public static void Tick([TimerTrigger("0 0 * * * *")] TimerInfo timer) => _ = timer;

        [Function("Keyed")]
        public static IResult Keyed([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) => Results.Ok(request.Path);

        [Function("Context")]
        public static void Context([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context) => _ = (request, context);

        [Function("Text")]
        public static string Text([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => request.Path;

        [Function("None")]
        public static void None()
        {
        }
    }
}
