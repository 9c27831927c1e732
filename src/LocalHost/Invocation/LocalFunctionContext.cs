using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace ServerlessTraining.LocalHost.Invocation;

/// <summary>One call of a function, as its middleware and the function itself see it.</summary>
internal sealed class LocalFunctionContext : FunctionContext
{
    public LocalFunctionContext(FunctionCall call, FunctionDefinition definition, IServiceProvider services, RetryContext retry)
    {
        InvocationId = call.InvocationId;
        FunctionDefinition = definition;
        InstanceServices = services;
        RetryContext = retry;
        CancellationToken = call.CancellationToken;
        BindingContext = new LocalBindingContext(call.BindingData);
        Features.Set(call);

        // Where the ASP.NET Core integration keeps it (azure-functions-dotnet-worker, extensions/Worker.Extensions.Http.AspNetCore/src/Constants.cs).
        if (call is HttpCall { Context: { } http }) Items["HttpRequestContext"] = http;
    }

    public override string InvocationId { get; }

    public override string FunctionId => FunctionDefinition.Id;

    public override TraceContext TraceContext { get; } = new LocalTraceContext(Activity.Current);

    public override BindingContext BindingContext { get; }

    public override RetryContext RetryContext { get; }

    public override IServiceProvider InstanceServices { get; set; }

    public override FunctionDefinition FunctionDefinition { get; }

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new InvocationFeatures();

    public override CancellationToken CancellationToken { get; }
}
