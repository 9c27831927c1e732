using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessTraining.Functions.OpenApi;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.OpenApi;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Functions.Tests.OpenApi;

/// <summary>The attributes of HTTP functions against their code: what is told is what is done.</summary>
public sealed class ApiOperationsTests
{
    public static TheoryData<string> Names => [.. HttpFunctions.Names];

    [Fact]
    public void All_HasEachHttpFunctionOnce() =>
        Assert.Equal(HttpFunctions.Names.Order(StringComparer.Ordinal), ApiOperations.All.Select(operation => operation.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Answers_OfTypes_AreThoseWritten(string name)
    {
        IEnumerable<Type> told = HttpFunctions.Operation(name).Answers.Select(answer => answer.Type).OfType<Type>().Distinct();

        Assert.Equal(InOrder(CodeOfFunction.JsonAnswers(HttpFunctions.Method(name))), InOrder(told));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Answers_OfNoType_AreToldWhereThereAreSome(string name) => Assert.Equal(
        CodeOfFunction.AnswersOtherwise(HttpFunctions.Method(name)), HttpFunctions.Operation(name).Answers.Any(answer => answer.Type is null));

    [Theory]
    [MemberData(nameof(Names))]
    public void Answers_Statuses_AreThoseOfTheCode(string name) => Assert.Equal(
        CodeOfFunction.Statuses(HttpFunctions.Method(name)),
        HttpFunctions.Operation(name).Answers.Select(answer => answer.Status).Where(status => status != StatusCodes.Status200OK).Distinct().Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Bodies_AreToldWhereTheyAreRead(string name)
    {
        IReadOnlyList<Type> read = CodeOfFunction.Bodies(HttpFunctions.Method(name));
        IReadOnlyList<BodyAttribute> told = HttpFunctions.Operation(name).Bodies;

        Assert.Equal(read.Count > 0, told.Count > 0);
        Assert.All(told.Select(body => body.Type).OfType<Type>(), type => Assert.Contains(type, read));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Query_IsWhatIsReadOfIt(string name)
    {
        AskedQuery query = new();

        IEnumerable<string> known = await AskAsync(HttpFunctions.Method(name), query);

        Assert.Equal(known, HttpFunctions.Operation(name).Query.Select(parameter => parameter.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("TrainingStart")]
    [InlineData("PresetsGenerate")]
    [InlineData("PresetFromStudy")]
    [InlineData("PresetsSave")]
    [InlineData("PresetsEnsemble")]
    [InlineData("PresetsLogPerformance")]
    [InlineData("PresetsExportMany")]
    public async Task Body_ReadAsADocument_HasTheFieldsThatAreKnown(string name)
    {
        const string Allowed = "Allowed are ";
        const string Required = "this key is required";
        JsonElement schema = OpenApiDocumentTests.BodySchema(name);

        RequestException refused = await Assert.ThrowsAsync<RequestException>(
            () => CallAsync(HttpFunctions.Method(name), new AskedQuery(), $$"""{"{{AskedQuery.Unknown}}":1}"""));

        string known = refused.Faults.Single(fault => fault.Field == AskedQuery.Unknown).Allowed;
        Assert.Equal(
            known[(known.IndexOf(Allowed, StringComparison.Ordinal) + Allowed.Length)..].Split(", ").Order(StringComparer.Ordinal),
            schema.GetProperty("properties").EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            refused.Faults.Where(fault => fault.Allowed.StartsWith(Required, StringComparison.Ordinal)).Select(fault => fault.Field).Order(StringComparer.Ordinal),
            schema.TryGetProperty("required", out JsonElement required) ? required.EnumerateArray().Select(one => one.GetString()!).Order(StringComparer.Ordinal) : []);
    }

    // No service is there: the function comes as far as its query, which it reads before all else, and fails.
    private static async Task<IEnumerable<string>> AskAsync(MethodInfo method, AskedQuery query)
    {
        try
        {
            await CallAsync(method, query, "{}");
        }
        catch (RequestException refused)
        {
            if (refused.Faults.FirstOrDefault(fault => fault.Field == "query") is not { } unknown) return query.Asked;
            return unknown.Allowed == "none" ? [] : [.. unknown.Allowed["one of ".Length..].Split(", ").Order(StringComparer.Ordinal)];
        }
        catch (NullReferenceException)
        {
        }
        catch (ArgumentNullException)
        {
        }

        return query.Asked;
    }

    private static async Task CallAsync(MethodInfo method, AskedQuery query, string body)
    {
        DefaultHttpContext context = new();
        context.Request.Query = query;
        context.Request.ContentType = "application/json";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        object?[] arguments = [.. method.GetParameters().Select(parameter => Argument(parameter, context.Request))];
        if (method.Invoke(method.IsStatic ? null : Hollow(method.DeclaringType!), BindingFlags.DoNotWrapExceptions, null, arguments, null) is Task task) await task;
    }

    private static object? Argument(ParameterInfo parameter, HttpRequest request)
    {
        if (parameter.ParameterType == typeof(HttpRequest)) return request;
        if (parameter.ParameterType == typeof(CancellationToken)) return CancellationToken.None;
        return parameter.Name switch
        {
            "symbol" => "BTCUSDT",
            "timeframe" => "1h",
            "market" => "BTCUSDT_1h",
            "name" => PresetSamples.Name.ToString(),
            "id" => "some-id",
            _ => null,
        };
    }

    private static object Hollow(Type type)
    {
        ConstructorInfo constructor = type.GetConstructors().Single();
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => RuntimeHelpers.GetUninitializedObject(parameter.ParameterType))]);
    }

    private static IEnumerable<string> InOrder(IEnumerable<Type> types) => types.Select(type => type.ToString()).Order(StringComparer.Ordinal);
}
