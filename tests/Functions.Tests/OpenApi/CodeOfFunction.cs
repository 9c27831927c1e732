using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Functions.Tests.OpenApi;

/// <summary>What the instructions of an HTTP function do with answers and bodies: the truth that its attributes are held to.</summary>
internal static class CodeOfFunction
{
    private const BindingFlags Every = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<string, int> ByResult = new(StringComparer.Ordinal)
    {
        [nameof(Results.NoContent)] = StatusCodes.Status204NoContent,
        [nameof(Results.Redirect)] = StatusCodes.Status302Found,
    };

    /// <summary>Types that are written as JSON.</summary>
    public static IReadOnlyList<Type> JsonAnswers(MethodInfo function) => [.. Calls(function, MakesAnswers).Select(WrittenBy).OfType<Type>().Distinct()];

    /// <summary>Whether something is answered that is no JSON of a type: a stream, bytes, a text, nothing.</summary>
    public static bool AnswersOtherwise(MethodInfo function) => Calls(function, MakesAnswers).Any(IsOther);

    /// <summary>Statuses that the function itself names or its results mean, but for 200.</summary>
    public static IReadOnlyList<int> Statuses(MethodInfo function)
    {
        MethodBase[] own = [.. Calls(function, IsOfFunctions).Where(IsOfFunctions), function];
        IEnumerable<int> named = own.SelectMany(Bodies).SelectMany(IlReader.Operands).OfType<int>().Where(number => number is > 200 and < 600);
        IEnumerable<int> meant = Calls(function, MakesAnswers).Where(called => called.DeclaringType == typeof(Results))
            .Select(called => ByResult.GetValueOrDefault(called.Name)).Where(status => status > 0);
        return [.. named.Concat(meant).Distinct().Order()];
    }

    /// <summary>What the methods of the product give that read the body; empty where it is not read.</summary>
    public static IReadOnlyList<Type> Bodies(MethodInfo function)
    {
        MethodInfo[] readers = [.. Calls(function, TakesRequest).Where(TakesRequest).OfType<MethodInfo>()];
        return readers.Any(reader => reader.DeclaringType?.Name == "BodyBytes" || reader.ReturnType == typeof(Task<BarSeries>))
            ? [.. readers.Select(reader => reader.ReturnType).Where(type => type.IsGenericType).Select(type => type.GetGenericArguments()[0])]
            : [];
    }

    private static bool TakesRequest(MethodBase method) =>
        IsOurs(method.Module.Assembly) && method.GetParameters().Any(parameter => parameter.ParameterType == typeof(HttpRequest));

    private static bool IsOurs(Assembly assembly) => assembly == typeof(FunctionsApp).Assembly || assembly == typeof(JsonBody).Assembly;

    private static bool MakesAnswers(MethodBase method) => IsOfFunctions(method)
        || (IsOurs(method.Module.Assembly) && method is MethodInfo { ReturnType: { } type } && (type == typeof(Task<IResult>) || typeof(IResult).IsAssignableFrom(type)));

    private static bool IsOfFunctions(MethodBase method) => method.Module.Assembly == typeof(FunctionsApp).Assembly;

    private static bool IsOther(MethodBase called) =>
        (called.DeclaringType == typeof(Results) && called.Name != nameof(Results.Json)) || (called.IsConstructor && called.DeclaringType?.Name == "BarCsvAnswer");

    private static Type? WrittenBy(MethodBase called)
    {
        if (called is MethodInfo { IsGenericMethod: true } json && json.DeclaringType == typeof(Results) && json.Name == nameof(Results.Json)) return json.GetGenericArguments()[0];
        if (!called.IsConstructor || IsOther(called) || !typeof(IResult).IsAssignableFrom(called.DeclaringType)) return null;
        return called.DeclaringType.IsGenericType ? called.DeclaringType.GetGenericArguments()[0] : called.DeclaringType;
    }

    /// <summary>All that is called by the function and by those it calls that <paramref name="isFollowed"/> says.</summary>
    private static HashSet<MethodBase> Calls(MethodInfo function, Func<MethodBase, bool> isFollowed)
    {
        HashSet<MethodBase> found = [];
        HashSet<MethodBase> seen = [];
        Queue<MethodBase> open = new([function]);
        while (open.TryDequeue(out MethodBase? next))
        {
            if (!seen.Add(next)) continue;
            foreach (MethodBase called in Bodies(next).SelectMany(IlReader.Operands).OfType<MethodBase>())
            {
                found.Add(called);
                if (isFollowed(called)) open.Enqueue(called);
            }
        }

        return found;
    }

    /// <summary>An async method's instructions are in a type of their own.</summary>
    private static IEnumerable<MethodBase> Bodies(MethodBase method) =>
        method.GetCustomAttribute<StateMachineAttribute>() is { } machine ? [method, .. Steps(machine.StateMachineType, method)] : [method];

    private static MethodInfo[] Steps(Type machine, MethodBase of) =>
        (machine.IsGenericTypeDefinition ? machine.MakeGenericType([.. of.DeclaringType!.GetGenericArguments(), .. of.GetGenericArguments()]) : machine).GetMethods(Every);
}
