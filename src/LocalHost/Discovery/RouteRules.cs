using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ServerlessTraining.LocalHost.Discovery;

/// <summary>What the route of a function may say, and which of its parameters it fills.</summary>
internal static class RouteRules
{
    private static readonly HashSet<Type> ValueTypes =
    [
        typeof(string), typeof(Guid), typeof(bool), typeof(byte), typeof(short), typeof(int), typeof(long), typeof(float), typeof(double), typeof(decimal),
        typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan),
    ];

    private static readonly DefaultInlineConstraintResolver Constraints = MakeConstraints();

    public static HttpFunction? Read(FunctionMethod method, HttpTriggerAttribute trigger)
    {
        string route = method.Resolve(trigger.Route ?? method.Name).TrimStart('/');
        try
        {
            RoutePattern pattern = RoutePatternFactory.Parse(route);
            foreach (RoutePatternParameterPart part in pattern.Parameters) CheckConstraints(method, route, part);
            foreach (ParameterInfo parameter in method.OwnParameters) CheckParameter(method, route, pattern, parameter);
        }
        catch (RoutePatternException error)
        {
            method.Refuse($"has the route '{route}', which cannot be read: {error.Message.TrimEnd('.')}");
            return null;
        }

        return new HttpFunction(
            method.Name, method.Method, route, [.. (trigger.Methods ?? []).Select(verb => verb.ToUpperInvariant()).Distinct(StringComparer.Ordinal)], trigger.AuthLevel);
    }

    /// <summary>Routes that differ in nothing but names, for verbs in common: routing could not choose between them.</summary>
    public static IEnumerable<string> Clashes(IEnumerable<HttpFunction> functions) => functions
        .SelectMany(f => (f.Verbs.Count == 0 ? ["any verb"] : f.Verbs).Select(verb => (Function: f, Verb: verb)))
        .GroupBy(x => $"{x.Verb} /{Shape(x.Function.Route)}", StringComparer.OrdinalIgnoreCase)
        .Where(g => g.Count() > 1)
        .Select(g => $"functions {string.Join(" and ", g.Select(x => $"'{x.Function.Name}'"))} have the same route, {g.Key}");

    private static string Shape(string route) => string.Join('/', RoutePatternFactory.Parse(route).PathSegments.Select(segment => string.Concat(segment.Parts.Select(Shape))));

    private static string Shape(RoutePatternPart part) => part switch
    {
        RoutePatternParameterPart parameter => $"{{{(parameter.IsCatchAll ? "*" : "")}{string.Join(':', parameter.ParameterPolicies.Select(p => p.Content))}}}",
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        _ => string.Empty,
    };

    private static void CheckConstraints(FunctionMethod method, string route, RoutePatternParameterPart part)
    {
        foreach (RoutePatternParameterPolicyReference policy in part.ParameterPolicies)
        {
            try
            {
                if (policy.Content is { } text && Constraints.ResolveConstraint(text) is null)
                {
                    method.Refuse($"has the route constraint '{text}' in '{route}', which is not known here; ASP.NET Core's own are, such as int, guid and min(1)");
                }
            }
            catch (Exception error) when (error is RouteCreationException or ArgumentException or FormatException or InvalidOperationException)
            {
                method.Refuse($"has the route constraint '{policy.Content}' in '{route}', which cannot be made: {error.Message.TrimEnd('.')}");
            }
        }
    }

    private static void CheckParameter(FunctionMethod method, string route, RoutePattern pattern, ParameterInfo parameter)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        RoutePatternParameterPart? part = pattern.Parameters.FirstOrDefault(p => string.Equals(p.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
        if (!ValueTypes.Contains(type) && !type.IsEnum) method.RefuseParameter(parameter);
        else if (part is null) method.Refuse($"has the parameter '{parameter.Name}', which its route '{route}' does not fill");
        else if (part.IsOptional && type.IsValueType && type == parameter.ParameterType && !parameter.HasDefaultValue)
        {
            method.Refuse($"has the optional route value '{parameter.Name}' as {type.Name}, which cannot be missing; make it {type.Name}? or give it a default");
        }
    }

    private static DefaultInlineConstraintResolver MakeConstraints()
    {
        RouteOptions options = new();
        options.SetParameterPolicy<RegexInlineRouteConstraint>("regex");
        return new DefaultInlineConstraintResolver(Options.Create(options), new ServiceCollection().BuildServiceProvider());
    }
}
