using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using ServerlessTraining.LocalHost.Discovery;

namespace ServerlessTraining.LocalHost.Invocation;

/// <summary>A function as middleware sees it.</summary>
internal sealed class LocalFunctionDefinition : FunctionDefinition
{
    private const int IdLength = 16;

    public LocalFunctionDefinition(AppFunction function)
    {
        MethodInfo method = function.Method;
        ParameterInfo[] parameters = method.GetParameters();
        Name = function.Name;
        EntryPoint = $"{method.DeclaringType!.FullName}.{method.Name}";
        PathToAssembly = method.DeclaringType.Assembly.Location;
        Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{EntryPoint}|{function.Name}")))[..IdLength];
        Parameters = [.. parameters.Select(p => new FunctionParameter(p.Name!, p.ParameterType, p.HasDefaultValue, p.HasDefaultValue ? p.DefaultValue : null))];
        InputBindings = parameters
            .Where(p => p.GetCustomAttribute<BindingAttribute>() is not null)
            .ToImmutableDictionary(p => p.Name!, p => (BindingMetadata)new LocalBindingMetadata(p.Name!, TypeOf(p.GetCustomAttribute<BindingAttribute>()!)));
    }

    public override ImmutableArray<FunctionParameter> Parameters { get; }

    public override string PathToAssembly { get; }

    public override string EntryPoint { get; }

    public override string Id { get; }

    public override string Name { get; }

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; } = ImmutableDictionary<string, BindingMetadata>.Empty;

    private static string TypeOf(BindingAttribute binding)
    {
        string name = FunctionMethod.Brackets(binding)[1..^1];
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
